// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QWidget>

class QMenu;
class QMenuBar;

namespace signalbox {

class Desk;
class FramePill;
class TokenService;

/// The band in the environment's colour: which environment, which profile, the menus, whether levers may be
/// pulled, and who is signed in. Never shows a state by colour.
class Band final : public QWidget
{
    Q_OBJECT

public:
    Band(const Profile &profile, Desk &desk, TokenService &tokens, QWidget *parent = nullptr);

    [[nodiscard]] QMenuBar &menus() { return *m_menus; }
    void setUserMenu(QMenu *menu);

Q_SIGNALS:
    void leverClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();
    void showLevers();
    void showUser();

    const Profile &m_profile;
    Desk &m_desk;
    TokenService &m_tokens;
    QMenuBar *m_menus;
    FramePill *m_levers;
    FramePill *m_user;
};

} // namespace signalbox
