// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

/// What the steps of an intervention say of errors alike.
namespace signalbox::wording {

/// The server's or system's own words as a sentence of their own.
[[nodiscard]] QString words(const Error &error);
/// explain() leaves an answer that didn't come to whoever asks again by himself: nobody does here.
[[nodiscard]] QString explained(const Error &error);

} // namespace signalbox::wording
