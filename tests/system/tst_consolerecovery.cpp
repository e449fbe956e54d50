// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/recovery/findinglistmodel.h"
#include "models/runbook/driftlistmodel.h"
#include "tests/system/console.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QTemporaryDir>

// The real window on the real servers: the runbook held against them, and a manifest of them, taken and
// verified.

using namespace signalbox;
using namespace Qt::StringLiterals;

class TstConsoleRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theRunbookIsHeldAgainstTheCluster();
    void aManifestIsTakenAndVerified();

private:
    QTemporaryDir m_home;
};

void TstConsoleRecovery::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    Console::keepStateIn(m_home.path());
}

void TstConsoleRecovery::theRunbookIsHeldAgainstTheCluster()
{
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    QTest::mouseClick(console.await<QAbstractButton>(u"rail-runbook"_s), Qt::LeftButton);
    auto *table = console.await<QAbstractItemView>(u"driftTable"_s);
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, 120'000);
    const auto *model = qobject_cast<DriftListModel *>(table->model());
    bool isRetentionSeen = false;
    for (const ListedDrift &one : model->all()) {
        isRetentionSeen = isRetentionSeen || (one.drift.rule == DriftRule::Retention &&
                                              one.drift.state != DriftState::CannotBeKnown);
        QVERIFY(one.drift.state != DriftState::Impossible || one.drift.fix == Fix());
        QVERIFY(one.drift.state != DriftState::CannotBeKnown || !one.drift.reason.isEmpty());
    }
    QVERIFY(isRetentionSeen);
    console.keepPicture(u"runbook"_s);
}

void TstConsoleRecovery::aManifestIsTakenAndVerified()
{
    Console console(u"ada"_s);
    QVERIFY(console.signIn());
    QTest::mouseClick(console.await<QAbstractButton>(u"rail-recovery"_s), Qt::LeftButton);
    QTest::mouseClick(console.await<QAbstractButton>(u"manifestTake"_s), Qt::LeftButton);
    auto *dialog = console.await<QFileDialog>(u"saveChartDialog"_s);
    QVERIFY(dialog);
    const QString file = m_home.filePath(u"real.manifest"_s);
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    auto *verify = console.await<QAbstractButton>(u"manifestVerify"_s);
    QTRY_VERIFY_WITH_TIMEOUT(verify->isEnabled(), 120'000);
    QCOMPARE(console.find<PlainLabel>(u"manifestFile"_s)->text(), file);
    QTest::mouseClick(verify, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(console.find<PlainLabel>(u"recoveryVerdict"_s), 120'000);
    const auto *model =
        qobject_cast<FindingListModel *>(console.find<QAbstractItemView>(u"findingTable"_s)->model());
    QTRY_VERIFY_WITH_TIMEOUT(!model->isPlanning(), 20'000);
    // Workers go on meanwhile; nothing of it is a loss.
    for (const Finding &one : model->all())
        QVERIFY2(one.signal != Signal::Danger, qPrintable(one.sentence));
    console.keepPicture(u"recovery"_s);
}

QTEST_MAIN(TstConsoleRecovery)
#include "tst_consolerecovery.moc"
