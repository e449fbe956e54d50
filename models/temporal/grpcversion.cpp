// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/grpcversion.h"

#include <grpcpp/grpcpp.h>

namespace signalbox {

QString grpcVersion()
{
    return QString::fromStdString(grpc::Version());
}

} // namespace signalbox
