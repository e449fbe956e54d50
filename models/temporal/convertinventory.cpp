// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convertinventory.h"

#include "models/temporal/convert.h"

#include <temporal/api/operatorservice/v1/request_response.pb.h>
#include <temporal/api/workflowservice/v1/request_response.pb.h>

#include <array>
#include <utility>

namespace signalbox::convert {

using namespace Qt::StringLiterals;
namespace enums = temporal::api::enums::v1;

namespace {

using IndexedTypes = std::array<std::pair<QString, enums::IndexedValueType>, 7>;

const IndexedTypes &indexedTypes()
{
    static const IndexedTypes types{{{u"Text"_s, enums::INDEXED_VALUE_TYPE_TEXT},
                                     {u"Keyword"_s, enums::INDEXED_VALUE_TYPE_KEYWORD},
                                     {u"Int"_s, enums::INDEXED_VALUE_TYPE_INT},
                                     {u"Double"_s, enums::INDEXED_VALUE_TYPE_DOUBLE},
                                     {u"Bool"_s, enums::INDEXED_VALUE_TYPE_BOOL},
                                     {u"Datetime"_s, enums::INDEXED_VALUE_TYPE_DATETIME},
                                     {u"KeywordList"_s, enums::INDEXED_VALUE_TYPE_KEYWORD_LIST}}};
    return types;
}

/// As `temporal operator search-attribute list` writes it; a type that nobody knows yet by its number.
QString typeName(enums::IndexedValueType type)
{
    for (const auto &[name, known] : indexedTypes())
        if (known == type)
            return name;
    return QString::number(static_cast<int>(type));
}

} // namespace

ClusterInfo clusterInfo(const api::GetClusterInfoResponse &response)
{
    return {text(response.cluster_id()),        text(response.cluster_name()),
            text(response.server_version()),    response.history_shard_count(),
            text(response.persistence_store()), text(response.visibility_store())};
}

NamespaceConfig namespaceConfig(const api::DescribeNamespaceResponse &response)
{
    NamespaceConfig config{namespaceInfo(response), {}, {}, {}};
    config.history = {config.info.historyArchival, config.info.historyArchivalUri};
    config.visibility = {config.info.visibilityArchival, config.info.visibilityArchivalUri};
    for (const auto &[key, value] : response.namespace_info().data())
        config.data[text(key)] = text(value);
    return config;
}

SchedulePage schedulePage(const api::ListSchedulesResponse &response)
{
    SchedulePage page;
    for (const auto &entry : response.schedules())
        page.schedules.push_back(
            {text(entry.schedule_id()), text(entry.info().workflow_type().name()), entry.info().paused()});
    page.nextPage = QByteArray::fromStdString(response.next_page_token());
    return page;
}

SearchAttributes
searchAttributes(const temporal::api::operatorservice::v1::ListSearchAttributesResponse &response)
{
    SearchAttributes attributes;
    for (const auto &[name, type] : response.custom_attributes())
        attributes[text(name)] = typeName(type);
    return attributes;
}

enums::IndexedValueType indexedType(const QString &name)
{
    for (const auto &[known, type] : indexedTypes())
        if (known == name)
            return type;
    return enums::INDEXED_VALUE_TYPE_UNSPECIFIED;
}

} // namespace signalbox::convert
