// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporallimits.h"

#include "tests/fake/temporalfaults.h"
#include "tests/fake/temporaltransport.h"

#include <temporal/api/workflowservice/v1/request_response.pb.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr int partitions = 4;
constexpr Milliseconds loadedFor = std::chrono::minutes(5);

bool isVisibility(const std::string &method)
{
    constexpr std::array<std::string_view, 6> methods{
        "CountWorkflowExecutions",        "ListWorkflowExecutions",  "ScanWorkflowExecutions",
        "ListArchivedWorkflowExecutions", "CountActivityExecutions", "ListActivityExecutions"};
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

/// The first field of every request about one namespace.
std::string namespaceOf(const std::string &request)
{
    api::DescribeNamespaceRequest about;
    return about.ParseFromString(request) ? about.namespace_() : std::string();
}

} // namespace

void ServerLimits::moveTo(Milliseconds now)
{
    const std::scoped_lock lock(m_mutex);
    m_now = now;
}

std::optional<grpc::Status> ServerLimits::refuse(const RawCall &call)
{
    const std::scoped_lock lock(m_mutex);
    const std::string ns = namespaceOf(call.request);
    const bool isOperator = call.metadata.value("caller-type") == "operator";
    const bool passes = isVisibility(call.method)
                            ? takes((isOperator ? "operator " : "visibility ") + ns, isOperator ? 2 : 10, 10)
                            : takes("other " + ns, 2'400, 4'800);
    if (!passes) {
        ++m_refused;
        return failureStatus(u"RESOURCE_EXHAUSTED"_s, u"namespace rate limit exceeded"_s);
    }
    if (call.method == "DescribeTaskQueue")
        noteLook(call.request);
    return std::nullopt;
}

bool ServerLimits::takes(const std::string &bucket, double perSecond, double burst)
{
    Bucket &from = m_buckets.try_emplace(bucket, Bucket{burst, m_now}).first->second;
    const double passed = std::chrono::duration<double>(m_now - from.filled).count();
    from.tokens = std::min(burst, from.tokens + passed * perSecond);
    from.filled = m_now;
    if (from.tokens < 1)
        return false;
    from.tokens -= 1;
    return true;
}

void ServerLimits::noteLook(const std::string &request)
{
    api::DescribeTaskQueueRequest about;
    about.ParseFromString(request);
    const auto [last, isFirst] = m_lastLook.try_emplace(
        {about.namespace_(), about.task_queue().name(), about.task_queue_type()}, m_now);
    if (isFirst || m_now - last->second > loadedFor)
        m_loads += partitions;
    last->second = m_now;
}

int ServerLimits::refused() const
{
    const std::scoped_lock lock(m_mutex);
    return m_refused;
}

int ServerLimits::partitionLoads() const
{
    const std::scoped_lock lock(m_mutex);
    return m_loads;
}

} // namespace signalbox::fake
