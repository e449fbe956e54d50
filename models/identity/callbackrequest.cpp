// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/callbackrequest.h"

#include <QList>

#include <optional>

namespace signalbox {

namespace {

/// The Host header, if there is exactly one and no line is malformed or folded.
std::optional<QByteArray> hostOf(const QList<QByteArray> &lines)
{
    std::optional<QByteArray> host;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon < 1 || lines[i].front() == ' ' || lines[i].front() == '\t')
            return {};
        if (lines[i].first(colon).compare("host", Qt::CaseInsensitive) != 0)
            continue;
        if (host)
            return {};
        host = lines[i].sliced(colon + 1).trimmed();
    }
    return host;
}

QByteArray decoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

std::optional<QMap<QByteArray, QByteArray>> parseQuery(const QByteArray &query)
{
    QMap<QByteArray, QByteArray> parameters;
    for (const QByteArray &pair : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals < 1)
            return {};
        const QByteArray name = decoded(pair.first(equals));
        if (parameters.contains(name))
            return {};
        parameters.insert(name, decoded(pair.sliced(equals + 1)));
    }
    return parameters;
}

} // namespace

CallbackRequest CallbackRequest::parse(const QByteArray &head, quint16 port)
{
    QList<QByteArray> lines;
    for (qsizetype at = 0; at <= head.size();) {
        const qsizetype end = head.indexOf("\r\n", at);
        lines << head.sliced(at, (end < 0 ? head.size() : end) - at);
        at = end < 0 ? head.size() + 1 : end + 2;
    }
    const QList<QByteArray> request = lines.front().split(' ');
    if (request.size() != 3 || request[0] != "GET" || (request[2] != "HTTP/1.1" && request[2] != "HTTP/1.0"))
        return {};
    if (hostOf(lines) != "127.0.0.1:" + QByteArray::number(port))
        return {};
    const QByteArray &target = request[1];
    if (target == "/favicon.ico")
        return {Kind::Favicon, {}};
    const qsizetype mark = target.indexOf('?');
    if (mark < 0 || target.first(mark) != "/callback")
        return {};
    auto parameters = parseQuery(target.sliced(mark + 1));
    if (!parameters)
        return {};
    return {Kind::Callback, std::move(*parameters)};
}

} // namespace signalbox
