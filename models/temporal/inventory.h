// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/namespaces.h"

#include <QByteArray>

#include <map>
#include <vector>

/// What a cluster holds beside its executions, as plain comparable values.
namespace signalbox {

/// GetClusterInfo: which cluster it is, however it is reached.
struct ClusterInfo
{
    QString id;
    QString name;
    QString serverVersion;
    int historyShards = 0; ///< never changes in a cluster's life
    QString persistenceStore;
    QString visibilityStore;

    bool operator==(const ClusterInfo &) const = default;
};

/// An address that was set once stays for good, also while archival is off (1.32.1).
struct Archival
{
    bool enabled = false;
    QString uri; ///< empty: none was ever set

    bool operator==(const Archival &) const = default;
};

/// DescribeNamespace, with what the board has no use for.
struct NamespaceConfig
{
    NamespaceInfo info;
    Archival history;
    Archival visibility;
    std::map<QString, QString> data; ///< what its owners note with it

    bool operator==(const NamespaceConfig &) const = default;
};

/// As the list has it, which is as late as visibility.
struct Schedule
{
    QString id;
    QString workflowType;
    bool paused = false;

    bool operator==(const Schedule &) const = default;
};

struct SchedulePage
{
    std::vector<Schedule> schedules;
    QByteArray nextPage; ///< empty: the last one

    bool operator==(const SchedulePage &) const = default;
};

/// The custom ones of a namespace, each with its type: "Keyword".
using SearchAttributes = std::map<QString, QString>;

} // namespace signalbox
