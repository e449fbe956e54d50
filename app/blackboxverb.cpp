// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/blackboxverb.h"

#include "app/status.h"
#include "app/terminal.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/interventions/journal.h"
#include "models/store/storefile.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

using namespace Qt::StringLiterals;

BlackBoxVerb::BlackBoxVerb(Session &session, const QString &file, Instant from, Instant to, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_signIn(session.tokens())
    , m_order{storefile::path(session.profile().name),
              journalPath(session.profile().name),
              file,
              {session.profile().name, from, to},
              {}}
{
    connect(&m_signIn, &VerbSignIn::done, this, &BlackBoxVerb::askNames);
    connect(&m_signIn, &VerbSignIn::failed, this, &BlackBoxVerb::giveUp);
    connect(&session.watch(), &Watch::listed, this, &BlackBoxVerb::takeNames);
    connect(&session.watch(), &Watch::pollFailed, this, [this](const Error &error) {
        if (!m_session.watch().namespacesKnown())
            giveUp(error);
    });
}

void BlackBoxVerb::askNames()
{
    m_session.watch().start(m_session.tokens().user()->namespaces());
}

/// As soon as they are known: the rest of the watch is not wanted.
void BlackBoxVerb::takeNames()
{
    Watch &watch = m_session.watch();
    if (!watch.namespacesKnown() || std::exchange(m_isWriting, true))
        return;
    for (const NamespaceSample &sample : watch.namespaces())
        if (m_session.past().mayRead(sample.info.name))
            m_order.namespaces << sample.info.name;
    watch.stop();
    m_thread.read<blackbox::Contents>([order = m_order] { return blackbox::write(order); })
        .deliver(this, [this](const Result<blackbox::Contents> &contents) { print(contents); });
}

void BlackBoxVerb::giveUp(const Error &error)
{
    if (!m_isWriting)
        QCoreApplication::exit(complain(exitSentence(error)));
}

void BlackBoxVerb::print(const Result<blackbox::Contents> &contents) const
{
    if (!contents)
        return QCoreApplication::exit(complain(contents.error().detail));
    QTextStream(stdout) << exportText(m_order, *contents) << Qt::endl;
    QCoreApplication::exit(0);
}

QString exportText(const blackbox::Order &order, const blackbox::Contents &contents)
{
    const ExcerptSize &seen = contents.seen;
    const auto line = [](const QString &what, qint64 count) {
        return u"\n  %1 %2"_s.arg(formatCount(count), what);
    };
    QString text = BlackBoxVerb::tr("%1: %2 to %3 of %4")
                       .arg(order.file, formatZonedTime(order.label.from), formatZonedTime(order.label.to),
                            order.label.profile);
    text += line(BlackBoxVerb::tr("queues"), seen.queues);
    text +=
        line(BlackBoxVerb::tr("looks at one type of their tasks, and of each the last before"), seen.looks);
    text += line(BlackBoxVerb::tr("minutes of such looks"), seen.minutes);
    text += line(BlackBoxVerb::tr("changes of what a queue showed"), seen.judgements);
    text += line(BlackBoxVerb::tr("changes of alerts"), seen.transitions);
    text += line(BlackBoxVerb::tr("interventions"), contents.interventions);
    return text;
}

} // namespace signalbox
