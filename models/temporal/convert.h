// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executionpage.h"
#include "models/temporal/namespaces.h"

namespace google::protobuf {
class Duration;
class Timestamp;
} // namespace google::protobuf

namespace temporal::api::workflowservice::v1 {
class CountWorkflowExecutionsResponse;
class DescribeNamespaceResponse;
class DescribeWorkflowExecutionResponse;
class ListArchivedWorkflowExecutionsResponse;
class ListWorkflowExecutionsResponse;
} // namespace temporal::api::workflowservice::v1

/// Messages to values. Pure, any thread; whatever the server sent is accepted, and what makes no sense is
/// unknown.
namespace signalbox::convert {

namespace api = temporal::api::workflowservice::v1;

[[nodiscard]] QString text(const std::string &bytes);
/// Unknown for the zero value and the year 1, which both mean "unset", and for years past 9999.
[[nodiscard]] std::optional<Instant> instant(const google::protobuf::Timestamp &time);
/// Unknown if negative or longer than a thousand years.
[[nodiscard]] std::optional<Milliseconds> duration(const google::protobuf::Duration &duration);

[[nodiscard]] NamespaceInfo namespaceInfo(const api::DescribeNamespaceResponse &response);
/// Of a count by status.
[[nodiscard]] StatusCounts statusCounts(const api::CountWorkflowExecutionsResponse &response);
[[nodiscard]] OpenCounts openCounts(const api::CountWorkflowExecutionsResponse &response);
[[nodiscard]] ExecutionPage executionPage(const api::ListWorkflowExecutionsResponse &response);
[[nodiscard]] ExecutionPage archivedPage(const api::ListArchivedWorkflowExecutionsResponse &response);
[[nodiscard]] ExecutionDescription description(const api::DescribeWorkflowExecutionResponse &response);

} // namespace signalbox::convert
