// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace signalbox {

/// A version of a worker deployment, by the server's names.
struct DeploymentVersion
{
    QString deployment;
    QString build;

    bool operator==(const DeploymentVersion &) const = default;
};

/// A page of a namespace's worker deployments, as far as a console needs it that looks for their queues.
struct DeploymentPage
{
    std::vector<DeploymentVersion> versions; ///< of each the newest, the current and the ramping one, once
    QByteArray nextPage;                     ///< empty: the last one

    bool operator==(const DeploymentPage &) const = default;
};

/// The queues that workers of a version ever polled.
struct VersionQueues
{
    QStringList workflow;
    QStringList activity;

    bool operator==(const VersionQueues &) const = default;
};

} // namespace signalbox
