// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/identity/tokenservice.h"

#include <QWidget>

namespace signalbox {

class Banner;
class BrowserWait;

/// Above the pages once the session has ended or can't be renewed: they stay as they are, with what was
/// typed, until somebody signs in again or the issuer is back. Hidden at any other time. UI thread.
class SignInBar final : public QWidget
{
    Q_OBJECT

public:
    SignInBar(TokenService &tokens, const Clock &clock, QWidget *parent = nullptr);

private:
    void showState(TokenService::State state);
    void showError(const Error &error);

    TokenService &m_tokens;
    Banner *m_banner;
    BrowserWait *m_wait;
    TokenService::State m_about = TokenService::State::SignedOut; ///< the last one that was not Browser
};

} // namespace signalbox
