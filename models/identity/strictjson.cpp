// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/strictjson.h"
#include "models/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <vector>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString unescaped(QByteArrayView key)
{
    if (!key.contains('\\'))
        return QString::fromUtf8(key);
    return QJsonDocument::fromJson("[\"" + key.toByteArray() + "\"]").array().first().toString();
}

/// Of valid JSON: the first key that stands twice in one object, or null.
QString repeatedKey(QByteArrayView json)
{
    struct Level
    {
        bool isObject;
        QSet<QString> keys;
    };
    std::vector<Level> levels;
    bool expectsKey = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '{' || c == '[') {
            levels.push_back({c == '{', {}});
            expectsKey = c == '{';
        } else if (c == '}' || c == ']') {
            levels.pop_back();
            expectsKey = false;
        } else if (c == ',') {
            expectsKey = levels.back().isObject;
        } else if (c == '"') {
            const qsizetype begin = ++at;
            for (; json[at] != '"'; ++at)
                if (json[at] == '\\')
                    ++at;
            if (!expectsKey)
                continue;
            expectsKey = false;
            QString key = unescaped(json.sliced(begin, at - begin));
            if (levels.back().keys.contains(key))
                return key;
            levels.back().keys.insert(key);
        }
    }
    return {};
}

} // namespace

Result<QJsonObject> parseStrictObject(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(ErrorKind::Internal, Text::tr("not JSON: %1").arg(error.errorString()));
    if (!document.isObject())
        return fail(ErrorKind::Internal, Text::tr("not a JSON object"));
    if (const QString key = repeatedKey(json); !key.isNull())
        return fail(ErrorKind::Internal, Text::tr("\"%1\" appears twice").arg(key));
    return document.object();
}

} // namespace signalbox
