// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/inventory.h"

#include <temporal/api/enums/v1/common.pb.h>

namespace temporal::api::workflowservice::v1 {
class DescribeNamespaceResponse;
class GetClusterInfoResponse;
class ListSchedulesResponse;
} // namespace temporal::api::workflowservice::v1
namespace temporal::api::operatorservice::v1 {
class ListSearchAttributesResponse;
}

/// As convert.h, of what a cluster holds beside its executions.
namespace signalbox::convert {

namespace api = temporal::api::workflowservice::v1;

[[nodiscard]] ClusterInfo clusterInfo(const api::GetClusterInfoResponse &response);
[[nodiscard]] NamespaceConfig namespaceConfig(const api::DescribeNamespaceResponse &response);
[[nodiscard]] SchedulePage schedulePage(const api::ListSchedulesResponse &response);
[[nodiscard]] SearchAttributes
searchAttributes(const temporal::api::operatorservice::v1::ListSearchAttributesResponse &response);
/// UNSPECIFIED for a word that is none of its names.
[[nodiscard]] temporal::api::enums::v1::IndexedValueType indexedType(const QString &name);

} // namespace signalbox::convert
