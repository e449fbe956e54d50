// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/namespacelever.h"
#include "models/interventions/planlever.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using Aim = InterventionTarget::Act;

// What the lever that is made again of an intent makes of a namespace.

namespace {

constexpr auto day = std::chrono::hours(24);
const QString nova = u"tenant-nova"_s;
const QString own = u"ada@signalbox/op-1"_s;

/// Its archive is at another address than it is to be, which no call changes.
SeenConfig seen(std::chrono::seconds retention)
{
    SeenConfig seen;
    seen.config.info.name = nova;
    seen.config.info.id = u"0a1b"_s;
    seen.config.info.state = NamespaceState::Registered;
    seen.config.info.retention = retention;
    seen.config.history = seen.config.visibility = Archival{true, u"s3://another"_s};
    seen.attributes = SearchAttributes();
    return seen;
}

InterventionTarget target()
{
    InterventionTarget target{Aim::SetUpNamespace, nova};
    target.wish.retention = 30 * day;
    target.wish.archival = Archival{true, u"s3://sm-nova-temporal-archive"_s};
    return target;
}

/// As the journal has it.
QJsonObject intent()
{
    QJsonObject intent{{u"namespace"_s, nova}};
    PlanLever(target(), seen(7 * day)).addTo(intent);
    return intent;
}

Settlement settled(const QJsonObject &intent)
{
    SeenConfig now = seen(30 * day);
    now.config.data[lastChangeKey] = own;
    const auto lever = planLeverOf(Aim::SetUpNamespace, intent);
    return dynamic_cast<const PlanLever &>(*lever).settle(now, own);
}

} // namespace

class TestPlanLeft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNoCallCouldDoIsNotHeldAgainstIt();
    void withoutAWordOfItNothingIsTakenForDone();
};

void TestPlanLeft::whatNoCallCouldDoIsNotHeldAgainstIt()
{
    QCOMPARE(intent()[u"impossible"_s].toInt(), 1);
    const Settlement made = settled(intent());
    QVERIFY2(made.outcome == Outcome::Done, qPrintable(made.sentence));
}

/// As an earlier version wrote it.
void TestPlanLeft::withoutAWordOfItNothingIsTakenForDone()
{
    QJsonObject old = intent();
    old.remove(u"impossible"_s);
    const Settlement made = settled(old);
    QVERIFY2(made.outcome == Outcome::Partly, qPrintable(made.sentence));
}

QTEST_GUILESS_MAIN(TestPlanLeft)
#include "tst_planleft.moc"
