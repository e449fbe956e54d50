// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What the watch has to say about a namespace, in a person's words.
namespace signalbox::watchtext {

[[nodiscard]] QString mayNotRead();
[[nodiscard]] QString notOnCluster();
[[nodiscard]] QString isGone();
[[nodiscard]] QString moreQueues(qsizetype shown);
/// Which queues no source finds where workers are listed, where the server lists none, and where this person
/// may not list them.
[[nodiscard]] QString unfoundBesideWorkers();
[[nodiscard]] QString unfoundWithoutHeartbeats();
[[nodiscard]] QString unfoundWithoutTheList();
[[nodiscard]] QString unfoundWithoutDeployments();

} // namespace signalbox::watchtext
