// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/logging.h"

Q_LOGGING_CATEGORY(lcRpc, "signalbox.rpc", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAuth, "signalbox.auth", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAct, "signalbox.act", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWatch, "signalbox.watch", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "signalbox.ui", QtInfoMsg)
