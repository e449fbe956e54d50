// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/payload.h"

#include <vector>

namespace google::protobuf {
class Message;
}

namespace signalbox::convert {

/// Every payload in an event's attributes, wherever it stands, named by its field; those of failures stay
/// with their failure.
[[nodiscard]] std::vector<NamedPayload> valuesOf(const google::protobuf::Message &attributes);

} // namespace signalbox::convert
