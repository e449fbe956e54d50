// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QToolButton;
class QWidget;

namespace signalbox {

/// A button of a page's bar, with text, named for tests and screen readers.
[[nodiscard]] QToolButton *makeToolButton(const QString &objectName, const QString &text,
                                          const QString &accessibleName, QWidget *parent);

/// A way to another page, by its name.
[[nodiscard]] QToolButton *makeLink(const QString &objectName, const QString &text,
                                    const QString &accessibleName, QWidget *parent);

/// Panes that F6 goes round: mark them once, the window finds them.
void markPane(QWidget &widget);
[[nodiscard]] bool isPane(const QWidget &widget);

} // namespace signalbox
