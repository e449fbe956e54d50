// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalfaults.h"

#include <google/rpc/status.pb.h>
#include <temporal/api/errordetails/v1/message.pb.h>

#include <QStringList>

#include <algorithm>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace details = temporal::api::errordetails::v1;
namespace enums = temporal::api::enums::v1;

namespace {

grpc::StatusCode codeNumber(const QString &name)
{
    static const QStringList names{u"OK"_s,
                                   u"CANCELLED"_s,
                                   u"UNKNOWN"_s,
                                   u"INVALID_ARGUMENT"_s,
                                   u"DEADLINE_EXCEEDED"_s,
                                   u"NOT_FOUND"_s,
                                   u"ALREADY_EXISTS"_s,
                                   u"PERMISSION_DENIED"_s,
                                   u"RESOURCE_EXHAUSTED"_s,
                                   u"FAILED_PRECONDITION"_s,
                                   u"ABORTED"_s,
                                   u"OUT_OF_RANGE"_s,
                                   u"UNIMPLEMENTED"_s,
                                   u"INTERNAL"_s,
                                   u"UNAVAILABLE"_s,
                                   u"DATA_LOSS"_s,
                                   u"UNAUTHENTICATED"_s};
    const auto index = names.indexOf(name);
    if (index <= 0)
        qFatal("failNext: no gRPC code is called %s", qUtf8Printable(name));
    return static_cast<grpc::StatusCode>(index);
}

QString usualMessage(grpc::StatusCode code)
{
    if (code == grpc::StatusCode::PERMISSION_DENIED)
        return u"Request unauthorized."_s;
    return code == grpc::StatusCode::RESOURCE_EXHAUSTED ? u"namespace rate limit exceeded"_s
                                                        : u"told to fail"_s;
}

} // namespace

grpc::Status failureStatus(const QString &code, const QString &message)
{
    const grpc::StatusCode number = codeNumber(code);
    const std::string text = (message.isEmpty() ? usualMessage(number) : message).toStdString();
    google::rpc::Status status;
    status.set_code(number);
    status.set_message(text);
    if (number == grpc::StatusCode::PERMISSION_DENIED)
        status.add_details()->PackFrom(details::PermissionDeniedFailure());
    if (number == grpc::StatusCode::RESOURCE_EXHAUSTED && message.isEmpty()) {
        details::ResourceExhaustedFailure failure;
        failure.set_cause(enums::RESOURCE_EXHAUSTED_CAUSE_RPS_LIMIT);
        failure.set_scope(enums::RESOURCE_EXHAUSTED_SCOPE_NAMESPACE);
        status.add_details()->PackFrom(failure);
    }
    return {number, text, status.details().empty() ? std::string() : status.SerializeAsString()};
}

QByteArray unknownField(qsizetype bytes)
{
    const auto varint = [](quint64 value) {
        QByteArray result;
        for (; value >= 0x80; value >>= 7)
            result += static_cast<char>((value & 0x7f) | 0x80);
        return result + static_cast<char>(value);
    };
    constexpr quint64 field = 20'000;
    constexpr quint64 lengthDelimited = 2;
    return varint(field << 3 | lengthDelimited) + varint(static_cast<quint64>(bytes)) +
           QByteArray(bytes, '\0');
}

void FaultPlan::add(const QString &method, Fault fault, int times)
{
    const std::scoped_lock lock(m_mutex);
    m_planned.push_back({method.toStdString(), std::move(fault), times});
}

void FaultPlan::addBefore(const QString &method, std::function<void()> action)
{
    const std::scoped_lock lock(m_mutex);
    m_actions.push_back({method.toStdString(), std::move(action)});
}

void FaultPlan::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_planned.clear();
    m_actions.clear();
}

Fault FaultPlan::next(const std::string &method)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_planned.begin(), m_planned.end(), [&](const Planned &planned) {
        return planned.method.empty() || planned.method == method;
    });
    if (found == m_planned.end())
        return {};
    Fault fault = found->fault;
    if (--found->times <= 0)
        m_planned.erase(found);
    return fault;
}

void FaultPlan::runBefore(const std::string &method)
{
    std::function<void()> action;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::find_if(m_actions.begin(), m_actions.end(),
                                        [&](const Action &one) { return one.method == method; });
        if (found == m_actions.end())
            return;
        action = std::move(found->run);
        m_actions.erase(found);
    }
    action();
}

} // namespace signalbox::fake
