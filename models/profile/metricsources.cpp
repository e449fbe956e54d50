// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/metricsources.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/base/tomltable.h"
#include "models/profile/webaddress.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What PromQL and Alertmanager both take for a matcher; the value in double quotes, as both want it escaped.
bool isMatcher(const QString &text)
{
    static const QRegularExpression form(
        u"^[a-zA-Z_][a-zA-Z0-9_]*(=|!=|=~|!~)\"([^\"\\\\\\n]|\\\\[\\\\\"n.])*\"$"_s);
    return form.match(text).hasMatch();
}

std::optional<MetricSource> readSource(TomlTable &profile, const char *name, const QDir &folder)
{
    auto table = profile.table(name);
    if (!table)
        return {};
    MetricSource source;
    const QString url = table->requiredText("url");
    source.url = QUrl(url, QUrl::StrictMode);
    if (!url.isEmpty())
        checkWebAddress(*table, source.url, AddressQuery::None);
    if (const QString path = table->text("ca_cert_path"); !path.isEmpty())
        source.caCertPath = QDir::cleanPath(folder.absoluteFilePath(path));
    source.matchers = table->texts("matchers");
    for (const QString &matcher : source.matchers)
        if (!isMatcher(matcher))
            table->refuse("matchers",
                          Text::tr("\"%1\" is no matcher; write one as 'cluster=\"eu\"'").arg(matcher));
    source.hasToken = table->flag("bearer_token").value_or(false);
    table->end();
    return source;
}

} // namespace

MetricSources readMetricSources(TomlTable &profile, const QDir &folder)
{
    return {readSource(profile, "prometheus", folder), readSource(profile, "alertmanager", folder)};
}

Result<MetricSources> readMetricSources(const QString &path, const QString &profileName)
{
    const auto text = readSmallFile(path);
    if (!text)
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: cannot be read: %2").arg(path, text.error().detail));
    TomlFile file(*text, path);
    TomlTable root = file.root();
    MetricSources sources;
    if (auto all = root.table("profile"))
        for (TomlTable &table : all->allTables())
            if (table.name() == profileName)
                sources = readMetricSources(table, QFileInfo(path).absoluteDir());
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    return sources;
}

} // namespace signalbox
