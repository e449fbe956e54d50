// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/identity/tokenservice.h"

#include <QStringList>
#include <QWidget>

class QBoxLayout;
class QPushButton;

namespace signalbox {

class BrowserWait;
class ErrorPanel;
class PlainLabel;

/// What the window shows while nobody is signed in: which cluster, who vouches for people, and the one
/// button. Enter presses it. UI thread; holds no token.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    SignInPage(TokenService &tokens, const Profile &profile, const Clock &clock, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addHead(QBoxLayout &layout, const Profile &profile);
    void addState(QBoxLayout &layout);
    void connectTokens();
    void signIn();
    void showState(TokenService::State state);
    void showError(const Error &error);
    void showNotice(const QString &sentence);

    TokenService &m_tokens;
    const Clock &m_clock;
    PlainLabel *m_state;
    QPushButton *m_signIn;
    BrowserWait *m_wait;
    ErrorPanel *m_error;
    PlainLabel *m_notices;
    QStringList m_said;
};

} // namespace signalbox
