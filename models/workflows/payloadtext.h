// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/payload.h"

/// Payloads for people: pure functions, any thread. JSON keeps its numbers, keys and their order to the
/// letter; only the space between them is ours.
namespace signalbox {

/// How much of one value is laid out unless somebody asks for all of it.
inline constexpr qsizetype previewBytes = 32 * 1024;

/// "json/protobuf of ads.Bid, 4 312 bytes"
[[nodiscard]] QString payloadTitle(const Payload &payload);
/// Lines for reading, safe to show: JSON indented, other texts as they are, bytes as hex. Made of the first
/// `most` bytes, with "…" at the end if there are more.
[[nodiscard]] QString payloadText(const Payload &payload, qsizetype most = previewBytes);
/// The whole value as it can be sent again: its own text, or its bytes as hex digits.
[[nodiscard]] QString payloadCopy(const Payload &payload);

} // namespace signalbox
