// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

namespace signalbox {

/// The keys that work here: those of the window's menus and those of the page on top.
struct KeyHint
{
    QString keys;
    QString what;

    bool operator==(const KeyHint &) const = default;
};
/// Of every action and shortcut below `root` that has a key and says what it does.
[[nodiscard]] std::vector<KeyHint> keyHints(const QWidget &root);

/// Shows them in two columns: what the window does, what the page does.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(const std::vector<KeyHint> &window, const QString &pageTitle,
                    const std::vector<KeyHint> &page, QWidget *parent = nullptr);
};

} // namespace signalbox
