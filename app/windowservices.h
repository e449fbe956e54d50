// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "ui/window/services.h"

namespace signalbox {

/// What a window takes of a session.
[[nodiscard]] inline Services servicesOf(Session &session)
{
