// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/failure.h"

namespace temporal::api::common::v1 {
class Payload;
class Payloads;
} // namespace temporal::api::common::v1

namespace temporal::api::failure::v1 {
class Failure;
}

namespace signalbox::convert {

[[nodiscard]] Payload payload(const temporal::api::common::v1::Payload &message);
[[nodiscard]] std::vector<Payload> payloads(const temporal::api::common::v1::Payloads &message);
/// However long the chain and its texts are, what is kept of it is bounded.
[[nodiscard]] Failure failure(const temporal::api::failure::v1::Failure &message);

} // namespace signalbox::convert
