// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recoveryhead.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/recovery/namespacelinemodel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/signalchip.h"

#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString takenText(const ManifestWork::Opened &opened)
{
    QStringList parts{
        RecoveryHead::tr("%1 at %2").arg(headText(opened.head, opened.end.ended), opened.head.address)};
    if (const auto &cluster = opened.head.cluster)
        parts << RecoveryHead::tr("cluster %1, server %2").arg(cluster->name, cluster->serverVersion);
    parts << countsText(opened.end.counts);
    if (const qint64 gaps = opened.end.counts.gaps; gaps > 0)
        parts << RecoveryHead::tr("%1 things could not be read then").arg(formatCount(gaps));
    return parts.join(u"; "_s);
}

} // namespace

RecoveryHead::RecoveryHead(QWidget *parent)
    : QWidget(parent)
    , m_file(new PlainLabel(this))
    , m_taken(new PlainLabel(this))
    , m_foreign(new PlainLabel(this))
    , m_chip(new SignalChip(this))
    , m_verdict(new PlainLabel(this))
{
    m_file->setObjectName(u"manifestFile"_s);
    m_file->setSize(PlainLabel::Size::Strong);
    m_taken->setObjectName(u"manifestHead"_s);
    m_taken->setTone(PlainLabel::Tone::Secondary);
    m_foreign->setObjectName(u"manifestForeign"_s);
    m_foreign->setTone(PlainLabel::Tone::Danger);
    m_chip->setObjectName(u"recoveryChip"_s);
    m_verdict->setObjectName(u"recoveryVerdict"_s);
    for (PlainLabel *label : {m_taken, m_foreign, m_verdict})
        label->setWordWrap(true);
    for (PlainLabel *label : {m_file, m_taken, m_verdict})
        label->setSelectable(true);
    auto *verdict = new QHBoxLayout;
    verdict->setSpacing(10);
    verdict->addWidget(m_chip, 0, Qt::AlignTop);
    verdict->addWidget(m_verdict, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (PlainLabel *label : {m_file, m_taken, m_foreign})
        column->addWidget(label);
    column->addLayout(verdict);
}

void RecoveryHead::show(const std::optional<ManifestWork::Opened> &opened,
                        const std::optional<ManifestWork::Found> &found, const QString &profile, Instant now)
{
    m_file->setText(opened ? opened->file : tr("No manifest is open."));
    m_taken->setText(opened ? takenText(*opened) : QString());
    m_taken->setVisible(opened.has_value());
    const bool isForeign = opened && opened->head.profile != profile;
    m_foreign->setText(isForeign ? tr("It was taken through another profile, %1.").arg(opened->head.profile)
                                 : QString());
    m_foreign->setVisible(isForeign);
    m_chip->setVisible(found.has_value());
    m_verdict->setVisible(found.has_value());
    if (found)
        showVerdict(*found, now);
}

void RecoveryHead::showVerdict(const ManifestWork::Found &found, Instant now)
{
    const Signal signal = found.lines.front().signal;
    m_chip->setSignal(signal, restoredText(signal));
    QStringList parts{
        verdictText(found.verdict),
        tr("Compared at %1, %2 ago.")
            .arg(formatZonedTime(found.time), formatRoughly(std::max(now - found.time, Milliseconds(0))))};
    if (found.resumption)
        parts << tr("%1.").arg(progressText(*found.resumption));
    else if (!found.standing.empty())
        parts
            << tr("%1 runs have yet to go on.").arg(formatCount(static_cast<qint64>(found.standing.size())));
    m_verdict->setText(parts.join(u' '));
}

} // namespace signalbox
