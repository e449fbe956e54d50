// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QDialog>

class QListWidget;

namespace signalbox {

/// Asks which cluster the window is to be for, where there is more than one profile and none was named.
class ProfileChoice final : public QDialog
{
    Q_OBJECT

public:
    explicit ProfileChoice(const std::vector<Profile> &profiles, QWidget *parent = nullptr);

    [[nodiscard]] QString chosen() const; ///< the profile's name, after it was accepted

private:
    QListWidget *m_list;
};

} // namespace signalbox
