// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

/// What the server says of namespaces, as plain comparable values.
/// Source: temporal/api/workflowservice/v1/request_response.proto, DescribeNamespaceResponse.
namespace signalbox {

enum class NamespaceState { Unknown, Registered, Deprecated, Deleted };

struct NamespaceInfo
{
    QString name;
    QString id;
    QString description;
    QString ownerEmail;
    NamespaceState state = NamespaceState::Unknown;
    std::optional<std::chrono::seconds> retention;
    bool historyArchival = false;
    bool visibilityArchival = false;
    QString historyArchivalUri; ///< also while it is off; empty: none was ever set
    QString visibilityArchivalUri;
    bool standaloneActivities = false; ///< the server takes activities that no workflow starts
    bool workerHeartbeats = false;     ///< the server keeps what its workers say of themselves

    bool operator==(const NamespaceInfo &) const = default;
};

} // namespace signalbox
