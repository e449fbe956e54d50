// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

/// Posts work to the thread that owns the QObjects, the one that called init (main). Any thread may post;
/// work posted after the event loop ended is never run. Whatever else is called before init ends the program.
namespace signalbox::dispatcher {

/// Call once on the owning thread before any other thread can post; later calls do nothing.
void init();
void post(std::function<void()> work);
[[nodiscard]] bool isOwnerThread();

} // namespace signalbox::dispatcher
