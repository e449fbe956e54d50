// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace signalbox {

/// Why Signalbox could not start, for who started it from a menu and sees no terminal: what is wrong, where
/// the file is, what it needs, and an example to copy. Needs no profile; changes nothing.
class StartProblem final : public QDialog
{
    Q_OBJECT

public:
    StartProblem(const QString &what, const QString &profilesFile, QWidget *parent = nullptr);
};

} // namespace signalbox
