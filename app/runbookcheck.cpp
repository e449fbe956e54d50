// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runbookcheck.h"

#include "app/terminal.h"
#include "models/base/displaytext.h"
#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/policy/runbookreader.h"

#include <QTextStream>

namespace signalbox::runbookcheck {

using namespace Qt::StringLiterals;

namespace {

QString lines(const QStringList &sentences)
{
    QString text;
    for (const QString &sentence : sentences)
        text += copyText(sentence) + u'\n';
    return text;
}

} // namespace

Report reportOn(const QByteArray &toml, const QString &fileName)
{
    const RunbookReading reading = readAllOfRunbook(toml, fileName);
    if (!reading.faults.isEmpty())
        return {lines(reading.faults), errorExit};
    const Expectations &read = reading.contents.expectations;
    QStringList sentences;
    for (const Contradiction &one : contradictionsOf(read))
        sentences << Text::tr("%1: warning: %2").arg(one.where, one.sentence);
    sentences << Text::tr("%1: can be used (namespaces: %2, queues: %3, alerts: %4)")
                     .arg(fileName, QString::number(read.namespaces.size()),
                          QString::number(read.queues.size()),
                          QString::number(reading.contents.rules.size()));
    return {lines(sentences), 0};
}

int run(const QString &path)
{
    const auto source = readSmallFile(path);
    if (!source)
        return complain(Text::tr("%1: cannot be read: %2").arg(path, source.error().detail));
    const Report report = reportOn(*source, path);
    QTextStream(stdout) << report.text;
    return report.exitCode;
}

} // namespace signalbox::runbookcheck
