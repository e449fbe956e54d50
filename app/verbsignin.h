// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/tokenservice.h"

namespace signalbox {

/// How a verb signs in: with what the keyring has, else once with the browser. What happens meanwhile goes to
/// stderr. Owner thread.
class VerbSignIn final : public QObject
{
    Q_OBJECT

public:
    explicit VerbSignIn(TokenService &tokens, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void done(); ///< once
    void failed(const signalbox::Error &error);

private:
    void followState(TokenService::State state);
    void take(const Error &error);

    TokenService &m_tokens;
    bool m_askedBrowser = false;
    bool m_isDone = false;
};

} // namespace signalbox
