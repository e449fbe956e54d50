// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/receiver.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/base/tomltable.h"
#include "models/profile/webaddress.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString readId(TomlTable &table)
{
    static const QRegularExpression form(u"^[A-Za-z0-9_-]{1,64}$"_s);
    QString id = table.requiredText("id");
    if (!id.isEmpty() && !form.match(id).hasMatch())
        table.refuse("id", Text::tr("must be made of letters, digits, \"-\" and \"_\", 64 at most"));
    return id;
}

/// Nothing: the word is none of them, which is told.
std::optional<Receiver::Kind> readKind(TomlTable &table)
{
    const QString name = table.requiredText("kind");
    for (const auto kind : {Receiver::Kind::Alertmanager, Receiver::Kind::Webhook, Receiver::Kind::Command})
        if (name == kindName(kind))
            return kind;
    if (!name.isEmpty())
        table.refuse("kind", Text::tr("must be alertmanager, webhook or command"));
    return {};
}

std::vector<Signal> readSeverities(TomlTable &table)
{
    std::vector<Signal> severities;
    for (const QString &name : table.texts("severities")) {
        const bool isDanger = name == "danger"_L1;
        if (!isDanger && name != "caution"_L1)
            table.refuse("severities", Text::tr("\"%1\" must be danger or caution").arg(name));
        severities.push_back(isDanger ? Signal::Danger : Signal::Caution);
    }
    return severities.empty() ? Receiver().severities : severities;
}

/// What is the other kinds' is refused by name.
void refuseOthers(TomlTable &table, const Receiver &receiver)
{
    if (receiver.kind != Receiver::Kind::Command && !receiver.argv.isEmpty())
        table.refuse("argv", Text::tr("belongs to kind = \"command\""));
    if (receiver.kind == Receiver::Kind::Command && !receiver.url.isEmpty())
        table.refuse("url", Text::tr("belongs to kind = \"alertmanager\" and \"webhook\""));
    if (receiver.kind == Receiver::Kind::Command && !receiver.caCertPath.isEmpty())
        table.refuse("ca_cert_path", Text::tr("belongs to kind = \"alertmanager\" and \"webhook\""));
}

void checkTarget(TomlTable &table, Receiver &receiver, const QDir &folder)
{
    if (receiver.kind != Receiver::Kind::Command) {
        if (receiver.url.isEmpty())
            table.refuse("url", Text::tr("is missing: whom is it to reach?"));
        else
            checkWebAddress(table, receiver.url,
                            receiver.kind == Receiver::Kind::Webhook ? AddressQuery::Allowed
                                                                     : AddressQuery::None);
        return;
    }
    if (receiver.argv.isEmpty())
        table.refuse("argv", Text::tr("is missing: the program and what it is given, as a list of strings"));
    else if (receiver.argv.front().contains(u'/')) // else it is looked for in PATH
        receiver.argv.front() = QDir::cleanPath(folder.absoluteFilePath(receiver.argv.front()));
}

Receiver readReceiver(TomlTable &table, const QDir &folder)
{
    Receiver receiver;
    receiver.id = readId(table);
    const auto kind = readKind(table);
    receiver.url = QUrl(table.text("url"), QUrl::StrictMode);
    if (const QString path = table.text("ca_cert_path"); !path.isEmpty())
        receiver.caCertPath = QDir::cleanPath(folder.absoluteFilePath(path));
    receiver.argv = table.texts("argv");
    receiver.severities = readSeverities(table);
    receiver.namespaces = table.texts("namespaces");
    receiver.owners = table.texts("owners");
    if (kind) {
        receiver.kind = *kind;
        refuseOthers(table, receiver);
        checkTarget(table, receiver, folder);
    }
    table.end();
    return receiver;
}

} // namespace

QString kindName(Receiver::Kind kind)
{
    switch (kind) {
    case Receiver::Kind::Alertmanager:
        return u"alertmanager"_s;
    case Receiver::Kind::Webhook:
        return u"webhook"_s;
    case Receiver::Kind::Command:
        break;
    }
    return u"command"_s;
}

std::vector<Receiver> readReceivers(TomlTable &profile, const QDir &folder)
{
    std::vector<Receiver> receivers;
    for (TomlTable &table : profile.tables("tell")) {
        Receiver receiver = readReceiver(table, folder);
        const auto isSame = [&](const Receiver &other) { return other.id == receiver.id; };
        if (std::any_of(receivers.begin(), receivers.end(), isSame))
            table.refuse("id", Text::tr("\"%1\" appears twice").arg(receiver.id));
        receivers.push_back(std::move(receiver));
    }
    return receivers;
}

Result<std::vector<Receiver>> readReceivers(const QString &path, const QString &profileName)
{
    const auto source = readSmallFile(path);
    if (!source)
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: cannot be read: %2").arg(path, source.error().detail));
    TomlFile file(*source, path);
    TomlTable root = file.root();
    std::vector<Receiver> receivers;
    if (auto all = root.table("profile"))
        for (TomlTable &table : all->allTables())
            if (table.name() == profileName)
                receivers = readReceivers(table, QFileInfo(path).absoluteDir());
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    return receivers;
}

} // namespace signalbox
