// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/call.h"

#include <QByteArrayView>

namespace signalbox {

/// What goes with every call beside its request: who calls, the namespace for the server's quotas, the mark
/// of a person's call and the token. A value that HTTP/2 can't carry is left out, and logged.
void addMetadata(const Call &call, grpc::ClientContext &context, QByteArrayView bearer);

} // namespace signalbox
