// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// Never log tokens, payloads or what a person typed; event names and counts only.
Q_DECLARE_LOGGING_CATEGORY(lcRpc)   // signalbox.rpc: calls to Temporal
Q_DECLARE_LOGGING_CATEGORY(lcAuth)  // signalbox.auth: sign-in, tokens, keyring
Q_DECLARE_LOGGING_CATEGORY(lcAct)   // signalbox.act: interventions
Q_DECLARE_LOGGING_CATEGORY(lcWatch) // signalbox.watch: polling and rules
Q_DECLARE_LOGGING_CATEGORY(lcUi)    // signalbox.ui
