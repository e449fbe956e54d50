// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/finding.h"

/// Every cause that holds one type's tasks, each in the file of its name.
namespace signalbox::causes {

extern const CauseKind held;
extern const CauseKind ghosts;
extern const CauseKind runsPaused;
extern const CauseKind nobodyPolls;
extern const CauseKind pollersSilent;
extern const CauseKind versionUnpolled;
extern const CauseKind rateLimited;
extern const CauseKind activitiesFail;
extern const CauseKind priorityStarves;
extern const CauseKind slotsBusy;
extern const CauseKind justLoaded;
extern const CauseKind grows;
extern const CauseKind drains;

} // namespace signalbox::causes
