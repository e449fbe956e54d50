// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace signalbox {

class CopyButton;
class PlainLabel;

/// Lines for another program, to be read and copied as they are. Hidden while there are none.
class RecipeBox final : public QWidget
{
    Q_OBJECT

public:
    /// The lines are found by the name, their button by the name and "Copy"; `copying` is what that does.
    RecipeBox(const QString &objectName, const QString &title, const QString &copying,
              QWidget *parent = nullptr);

    void setText(const QString &text);

private:
    PlainLabel *m_lines;
    CopyButton *m_copy;
};

} // namespace signalbox
