// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/verdicttext.h"

#include "models/base/format.h"
#include "models/base/text.h"

namespace signalbox::verdicttext {

using namespace Qt::StringLiterals;

QString source(const Evidence &line)
{
    return line.age ? Text::tr("%1, %2 ago").arg(line.source, formatRoughly(*line.age)) : line.source;
}

QString evidence(const Evidence &line)
{
    return Text::tr("%1: %2 (%3)").arg(line.what, line.value, source(line));
}

QString considered(const std::vector<Considered> &causes)
{
    QStringList parts;
    for (const Considered &one : causes)
        parts << Text::tr("%1: %2").arg(one.name, one.why);
    return parts.join(u"; "_s);
}

QStringList reasons(const Verdict &verdict)
{
    QStringList lines;
    if (!verdict.next.text.isEmpty())
        lines << Text::tr("Next: %1").arg(verdict.next.text);
    for (const Evidence &line : verdict.evidence)
        lines << evidence(line);
    const std::pair<QString, const std::vector<Considered> &> others[] = {
        {Text::tr("Also: %1"), verdict.also},
        {Text::tr("Ruled out: %1"), verdict.ruledOut},
        {Text::tr("Not known: %1"), verdict.open}};
    for (const auto &[text, causes] : others)
        if (!causes.empty())
            lines << text.arg(considered(causes));
    return lines;
}

} // namespace signalbox::verdicttext
