// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/ownrules.h"
#include "models/monitor/watch.h"
#include "models/policy/runbookreader.h"
#include "tests/ui/alertsworld.h"
#include "tests/ui/look.h"
#include "ui/rules/rulespage.h"
#include "ui/window/noticebar.h"

#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A console that remembers what was seen, with a folder to save rules in.
struct RulesWorld : AlertsWorld
{
    RulesWorld()
    {
        profile.rulesPath = home.filePath(u"rules-eu.toml"_s);
        build();
        connect(alerts, &AlertEngine::changed, this, [this](const Transition &change) {
            keep({{}, {change}});
        });
        connect(watch, &Watch::queueSampled, this, [this](const QueueSample &sample) {
            keep({rowsOf(sample), {}});
        });
    }
    void keep(const StoreBatch &batch)
    {
        QVERIFY(keeper.keep(batch, clock.utc()).state == Kept::State::Recording);
    }
    void write(const QByteArray &text) const
    {
        QFile file(profile.rulesPath);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(profile.rulesPath);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
};

struct ShownRules : ShownAlerts
{
    explicit ShownRules(ConsoleWorld &world, QSize size = {1360, 860})
        : ShownAlerts(world, size)
    {
        press(Qt::Key_R);
    }
    [[nodiscard]] RulesPage *rules() const { return find<RulesPage>(u"rulesPage"_s); }
    [[nodiscard]] TableView *list() const { return find<TableView>(u"ruleTable"_s); }
    [[nodiscard]] QLineEdit *field(const QString &key) const { return find<QLineEdit>(u"rule."_s + key); }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    [[nodiscard]] QString idOf(int row) const { return list()->model()->index(row, 0).data().toString(); }
    [[nodiscard]] QString lineOf(const QString &id) const
    {
        QStringList cells;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            for (int column = 0; idOf(row) == id && column < RuleListModel::columns; ++column)
                cells << list()->model()->index(row, column).data().toString();
        return cells.join(u" | "_s);
    }
    [[nodiscard]] QString chosen() const { return place().rule; }
    void choose(const QString &id) const
    {
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            if (idOf(row) == id)
                list()->selectRow(row);
        QCOMPARE(chosen(), id);
    }
    void type(const QString &key, const QString &text) const
    {
        field(key)->setFocus();
        field(key)->selectAll();
        QTest::keyClicks(field(key), text);
    }
};

} // namespace

class TstRulesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void theChosenAlertsRuleIsOpened();
    void whatItWouldHaveDoneFollowsWhatIsTyped();
    void savedByKeyAndUndone();
    void whatAnotherConsoleSavedHoldsWithinAMinute();
    void whatAnotherProgramChangedIsNotSavedOver();
    void anotherRulesIdIsRefused();
    void whoGoesOnWhileItSavesLosesNothing();
    void whatIsTypedIsCheckedAndCopied();
    void whatWasTypedStays();
    void aFileThatIsWrongIsSaid();
    void withoutAFileNothingIsSaved();
    void aRowsMenuLeadsToItsRule();
    void everyControlHasAName();
    void pictures_data();
    void pictures();
};

void TstRulesPage::theChosenAlertsRuleIsOpened()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    QVERIFY(shown.rules());
    QCOMPARE(shown.chosen(), u"backlog"_s);
    QVERIFY(shown.find<QToolButton>(u"rail-alerts"_s)->isChecked());
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"100"_s);
    QCOMPARE(shown.field(u"for"_s)->text(), u"5m"_s);
    QVERIFY(shown.lineOf(u"unreachable"_s).endsWith(u"| the cluster | built in"_s));
    press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(shown.place(), Place::alerts());
}

void TstRulesPage::whatItWouldHaveDoneFollowsWhatIsTyped()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    QTRY_VERIFY2(shown.text(u"previewSentence"_s).startsWith(u"Would have fired once in "_s),
                 qPrintable(shown.text(u"previewSentence"_s)));
    QVERIFY(shown.text(u"previewSentence"_s).endsWith(u" on knowledge_ingest."_s));
    QVERIFY(shown.text(u"previewQueues"_s).contains(u"and it fires now"_s));
    QVERIFY(shown.text(u"previewDoubts"_s).startsWith(u"Nothing is remembered from before "_s));
    shown.type(u"threshold"_s, u"1000000"_s);
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"Would not have fired in "_s));
    shown.type(u"threshold"_s, u"x"_s);
    QCOMPARE(shown.text(u"previewSentence"_s), u"It is no rule yet."_s);
    shown.button(u"ruleTakeBack"_s)->click();
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"Would have fired once in "_s));
    // What the store has nothing of can't be tried.
    shown.list()->setFocus();
    press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(shown.chosen(), u"unreachable"_s);
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"History can't tell: "_s));
}

void TstRulesPage::savedByKeyAndUndone()
{
    RulesWorld world;
    const QByteArray byHand = "# Ours.\nversion = 1\n\n[[alert]]\nkind = 'unreachable' # seldom\n";
    world.write(byHand);
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    QVERIFY(!shown.button(u"ruleSave"_s)->isEnabled());
    QVERIFY(!shown.button(u"ruleUndo"_s)->isVisible());
    shown.type(u"threshold"_s, u"250"_s);
    QVERIFY(shown.button(u"ruleSave"_s)->isEnabled());
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(shown.text(u"ruleOutcome"_s).contains(u"It holds from now on"_s));
    QVERIFY(world.written().startsWith(byHand + "\n[[alert]]\nid = \"backlog\"\n"));
    QVERIFY(readRules(world.written(), u"written"_s));
    QCOMPARE(shown.lineOf(u"backlog"_s),
             u"backlog | workflow backlog | > 250 | 5 m | danger | everywhere | beside the profile"_s);
    QCOMPARE(world.alerts->rule(RuleKind::Backlog, ConsoleWorld::ingest)->threshold, 250);
    QVERIFY(!shown.button(u"ruleSave"_s)->isEnabled());
    shown.button(u"ruleUndo"_s)->click();
    QTRY_VERIFY(
        shown.text(u"ruleOutcome"_s).endsWith(u"is as it was before the save, and so are the rules."_s));
    QCOMPARE(world.written(), byHand);
    QCOMPARE(world.alerts->rule(RuleKind::Backlog, ConsoleWorld::ingest)->threshold, 100);
    QVERIFY(shown.lineOf(u"backlog"_s).contains(u"> 100 "_s));
    QVERIFY(!shown.button(u"ruleUndo"_s)->isVisible());
}

void TstRulesPage::whatAnotherConsoleSavedHoldsWithinAMinute()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    const auto firing = [&world] {
        const auto alerts = world.alerts->alerts();
        return std::count_if(alerts.begin(), alerts.end(), [](const Alert &alert) {
            return alert.rule == u"backlog"_s && alert.state == AlertState::Firing;
        });
    };
    QCOMPARE(firing(), 1);
    std::vector<AlertChange> told;
    QObject::connect(world.alerts, &AlertEngine::told, &world,
                     [&told](const AlertChange &change) { told.push_back(change); });
    shown.choose(u"unreachable"_s);
    shown.type(u"threshold"_s, u"45s"_s);
    world.write("version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = 777\n");
    for (int step = 0; step < 4; ++step)
        QVERIFY(world.look(20s)); // of old looks nothing would be known
    QTRY_VERIFY(shown.lineOf(u"backlog"_s).contains(u"> 777 "_s));
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"45s"_s); // what is typed stays
    QCOMPARE(firing(), 0);
    const auto isEnd = [](const AlertChange &change) {
        return change.alert.rule == u"backlog"_s && change.alert.state == AlertState::Inactive &&
               change.reason == u"its rule was changed"_s;
    };
    QTRY_VERIFY(std::any_of(told.begin(), told.end(), isEnd));
    QVERIFY(shown.window.findChild<NoticeBar *>()->isVisible());
    QSignalSpy notices(&world.session->rules(), &OwnRules::notice);
    world.write("version = 1\n[[alert]]\nkind = 'backlg'\n");
    world.clock.advance(61s);
    QTRY_VERIFY(!notices.isEmpty());
    QVERIFY2(notices.front().front().toString().contains(u"alert.kind: "_s),
             qPrintable(notices.front().front().toString()));
    QCOMPARE(world.alerts->rule(RuleKind::Backlog, ConsoleWorld::ingest)->threshold, 777);
}

void TstRulesPage::whatAnotherProgramChangedIsNotSavedOver()
{
    RulesWorld world;
    const QByteArray first = "version = 1\n[[alert]]\nkind = 'unreachable'\nthreshold = '1m'\n";
    world.write(first);
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    QTRY_VERIFY(shown.lineOf(u"unreachable"_s).contains(u"> 1 m "_s)); // it was read
    QCOMPARE(shown.chosen(), u"backlog"_s);
    shown.type(u"threshold"_s, u"250"_s);
    const QByteArray changed = "version = 1\n[[alert]]\nkind = 'unreachable'\nthreshold = '2m'\n"
                               "[[alert]]\nkind = 'backlog'\nthreshold = 9\nfor = '7m'\n";
    world.write(changed);
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY2(shown.text(u"ruleOutcome"_s).contains(u"it was changed since"_s),
                 qPrintable(shown.text(u"ruleOutcome"_s)));
    QCOMPARE(world.written(), changed);
    QTRY_VERIFY(shown.lineOf(u"unreachable"_s).contains(u"> 2 m "_s)); // and is read again
    QCOMPARE(shown.chosen(), u"backlog"_s);
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"250"_s);
    QTRY_VERIFY(shown.button(u"ruleSave"_s)->isEnabled());
    shown.button(u"ruleSave"_s)->click();
    QTRY_VERIFY2(shown.text(u"ruleOutcome"_s).startsWith(u"Saved in "_s),
                 qPrintable(shown.text(u"ruleOutcome"_s)));
    QVERIFY(world.written().contains("threshold = 250\n"));
    QVERIFY(world.written().contains("threshold = '2m'\n"));
}

void TstRulesPage::anotherRulesIdIsRefused()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    QCOMPARE(shown.chosen(), u"backlog"_s);
    shown.type(u"id"_s, u"no_pollers"_s);
    QVERIFY(!shown.button(u"ruleSave"_s)->isEnabled());
    press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(shown.text(u"ruleOutcome"_s), u"There is a rule no_pollers already: choose it to change it."_s);
    QCOMPARE(world.written(), QByteArray("none"));
    shown.type(u"id"_s, u"no_pollers_2"_s);
    QVERIFY(shown.button(u"ruleSave"_s)->isEnabled());
}

void TstRulesPage::whoGoesOnWhileItSavesLosesNothing()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    shown.choose(u"unreachable"_s);
    shown.type(u"threshold"_s, u"45s"_s);
    shown.choose(u"backlog"_s);
    shown.type(u"threshold"_s, u"250"_s);
    shown.button(u"ruleSave"_s)->click(); // a thread of its own writes
    shown.choose(u"unreachable"_s);
    QTRY_VERIFY2(shown.text(u"ruleOutcome"_s).startsWith(u"Saved in "_s),
                 qPrintable(shown.text(u"ruleOutcome"_s)));
    QCOMPARE(shown.chosen(), u"unreachable"_s);
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"45s"_s);
    QVERIFY(shown.button(u"ruleTakeBack"_s)->isEnabled());
    shown.button(u"ruleSave"_s)->click(); // what was saved here is no change by another
    QTRY_VERIFY2(world.written().contains("threshold = \"45s\""), world.written().constData());
    shown.choose(u"backlog"_s);
    QVERIFY(!shown.button(u"ruleTakeBack"_s)->isEnabled());
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"250"_s);
}

void TstRulesPage::whatIsTypedIsCheckedAndCopied()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownRules shown(world);
    shown.type(u"for"_s, u"five"_s);
    QCOMPARE(shown.text(u"ruleRemark.for"_s),
             u"must be a duration as in \"90s\", \"5m\", \"2h\" or \"3d\""_s);
    QVERIFY(!shown.button(u"ruleSave"_s)->isEnabled());
    QVERIFY(!shown.button(u"ruleCopy"_s)->isEnabled());
    press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(shown.text(u"ruleOutcome"_s), u"It is no rule yet."_s);
    QCOMPARE(world.written(), QByteArray("none"));
    shown.type(u"for"_s, u"90s"_s);
    shown.type(u"id"_s, u"mine"_s);
    shown.type(u"queues"_s, u"evals, in*"_s);
    shown.button(u"ruleCopy"_s)->click();
    const auto read = readRules("version = 1\n" + QApplication::clipboard()->text().toUtf8(), u"copied"_s);
    QVERIFY(read && read->size() == 1);
    QCOMPARE(read->front().rule.id, u"mine"_s);
    QCOMPARE(read->front().rule.forDuration, Milliseconds(90s));
    QCOMPARE(read->front().queues, (QStringList{u"evals"_s, u"in*"_s}));
    shown.button(u"ruleSave"_s)->click(); // one more
    QTRY_VERIFY2(shown.text(u"ruleOutcome"_s).startsWith(u"Saved in "_s),
                 qPrintable(shown.text(u"ruleOutcome"_s)));
    QCOMPARE(shown.chosen(), u"mine"_s);
    QVERIFY(shown.lineOf(u"backlog"_s).endsWith(u" | built in"_s) ||
            shown.lineOf(u"backlog"_s).endsWith(u" | runbook"_s));
}

void TstRulesPage::whatWasTypedStays()
{
    RulesWorld world;
    world.profile.rulesPath = world.home.filePath(u"gone/rules-eu.toml"_s);
    world.build();
    QVERIFY(world.signIn());
    ShownRules shown(world);
    shown.list()->selectRow(1);
    const QString first = shown.chosen();
    shown.type(u"threshold"_s, u"77"_s);
    shown.button(u"ruleSave"_s)->click();
    QTRY_VERIFY2(shown.text(u"ruleOutcome"_s).startsWith(u"Nothing was saved: "_s) &&
                     shown.text(u"ruleOutcome"_s).contains(u"cannot be written"_s),
                 qPrintable(shown.text(u"ruleOutcome"_s)));
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"77"_s);
    shown.list()->selectRow(2);
    QVERIFY(shown.field(u"threshold"_s)->text() != u"77"_s);
    shown.list()->setFocus();
    press(Qt::Key_G);
    press(Qt::Key_B);
    QVERIFY(!shown.rules()->isVisible());
    press(Qt::Key_G);
    press(Qt::Key_A);
    press(Qt::Key_R);
    shown.list()->selectRow(1);
    QCOMPARE(shown.chosen(), first);
    QCOMPARE(shown.field(u"threshold"_s)->text(), u"77"_s);
}

void TstRulesPage::aFileThatIsWrongIsSaid()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    world.write("version = 1\n[[alert]]\nkind = 'backlg'\n");
    const ShownRules shown(world);
    QTRY_VERIFY2(shown.text(u"ruleOutcome"_s).contains(u"rules-eu.toml:3: alert.kind: must be one of"_s),
                 qPrintable(shown.text(u"ruleOutcome"_s)));
    shown.list()->selectRow(1);
    shown.type(u"threshold"_s, u"77"_s);
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(shown.text(u"ruleOutcome"_s).startsWith(u"Nothing was saved: "_s));
    QVERIFY(world.written().contains("backlg"));
}

void TstRulesPage::withoutAFileNothingIsSaved()
{
    AlertsWorld world; // its profile stands nowhere
    QVERIFY(world.signIn());
    const ShownRules shown(world);
    shown.list()->selectRow(1);
    shown.type(u"threshold"_s, u"77"_s);
    QVERIFY(!shown.button(u"ruleSave"_s)->isEnabled());
    QVERIFY(shown.button(u"ruleSave"_s)->toolTip().contains(u"stands in no file"_s));
}

void TstRulesPage::aRowsMenuLeadsToItsRule()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    const QRect row = shown.table()->visualRect(shown.table()->model()->index(0, 0));
    Q_EMIT shown.table()->customContextMenuRequested(row.center());
    auto *menu = shown.find<QMenu>(u"alertMenu"_s);
    QVERIFY(menu);
    const auto actions = menu->actions();
    const auto change = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->text() == u"Change this rule…"_s;
    });
    QVERIFY(change != actions.end());
    (*change)->trigger();
    QCOMPARE(shown.place(), Place::rules(u"backlog"_s));
}

void TstRulesPage::everyControlHasAName()
{
    RulesWorld world;
    QVERIFY(world.signIn());
    const ShownRules shown(world);
    for (const QWidget *widget : shown.rules()->findChildren<QWidget *>()) {
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QComboBox") ||
                               widget->inherits("QTableView") || widget->inherits("QLineEdit");
        if (!isControl || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TstRulesPage::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024") << QSize(1024, 700);
    QTest::newRow("1440") << QSize(1440, 900);
}

void TstRulesPage::pictures()
{
    QFETCH(const QSize, size);
    RulesWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    ShownRules shown(world, size);
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"Would have fired once in "_s));
    shown.type(u"threshold"_s, u"120"_s);
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(shown.text(u"ruleOutcome"_s).startsWith(u"Saved in "_s));
    shown.type(u"keep_firing_for"_s, u"soon"_s);
    shown.type(u"keep_firing_for"_s, u"1m"_s);
    shown.type(u"queues"_s, u"knowledge_*, evals"_s);
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"Would have fired once in "_s));
    shown.type(u"for"_s, u"five"_s);
    shown.type(u"for"_s, u"5m"_s);
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"Would have fired once in "_s));
    shown.type(u"id"_s, u"in gest"_s);
    shown.type(u"keep_firing_for"_s, u"soon"_s);
    QCOMPARE(shown.window.size(), size);
    keepPictures(shown.window, u"rules-faults-%1"_s.arg(QString::fromUtf8(QTest::currentDataTag())));
    shown.type(u"keep_firing_for"_s, u"1m"_s);
    QTRY_VERIFY(shown.text(u"previewSentence"_s).startsWith(u"Would have fired "_s));
    keepPictures(shown.window, u"rules-%1"_s.arg(QString::fromUtf8(QTest::currentDataTag())));
}

QTEST_MAIN(TstRulesPage)
#include "tst_rulespage.moc"
