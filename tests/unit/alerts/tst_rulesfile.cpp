// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulesfile.h"

#include "models/alerts/rulelist.h"
#include "models/policy/runbookreader.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// The file of rules beside a profile, and the rules as they are listed.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

struct Beside
{
    QTemporaryDir folder;
    QString path = folder.filePath(u"rules-eu.toml"_s);
    RulesFile file{path};
    QObject receiver;

    void write(const QByteArray &text) const
    {
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    }
    [[nodiscard]] QByteArray contents() const
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("none");
    }
    template <class T>
    Result<T> await(Reply<T> reply)
    {
        std::optional<Result<T>> got;
        reply.deliver(&receiver, [&got](Result<T> value) { got = std::move(value); });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }, 30'000))
            return fail(ErrorKind::Internal, u"it took too long"_s);
        return *got;
    }
};

Runbook::Rule ruleOf(RuleKind kind, qint64 threshold)
{
    Runbook::Rule rule;
    rule.rule = builtInRule(kind);
    rule.rule.threshold = threshold;
    return rule;
}

QString lineOf(const RuleListModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString();
    return cells.join(u" | "_s);
}

Runbook runbookOf(const QByteArray &toml)
{
    return Runbook::parse(toml, u"runbook"_s).value();
}

} // namespace

class TestRulesFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void isBegunAndUndone()
    {
        Beside beside;
        const auto change = beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), {}));
        QVERIFY2(change, qPrintable(change ? QString() : change.error().detail));
        QVERIFY(!change->before);
        QCOMPARE(beside.contents(), change->after);
        Runbook runbook;
        QVERIFY(runbook.override(beside.contents(), beside.path));
        QCOMPARE(runbook.rule(RuleKind::Backlog, {u"ns"_s, u"q"_s})->threshold, 70);
        const auto undone = beside.await(beside.file.undo(*change));
        QVERIFY(undone && !*undone);
        QVERIFY(QDir(beside.folder.path()).isEmpty());
    }

    void whatAPersonWroteComesBack()
    {
        Beside beside;
        const QByteArray byHand = "version = 1 # ours\n[[alert]]\nkind = 'backlog' # why\n# the end";
        beside.write(byHand);
        const auto change = beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), {}));
        QCOMPARE(beside.contents(), QByteArray(byHand).replace("# why\n", "# why\nthreshold = 70\n"));
        QVERIFY(beside.await(beside.file.undo(*change)));
        QCOMPARE(beside.contents(), byHand);
        QCOMPARE(QDir(beside.folder.path()).entryList(QDir::Files), QStringList{u"rules-eu.toml"_s});
    }

    void whatWasChangedSinceIsLeft()
    {
        Beside beside;
        const auto change = beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), {}));
        beside.write("version = 1\n");
        const auto undone = beside.await(beside.file.undo(*change));
        QVERIFY(!undone && undone.error().detail.contains(u"changed since"_s));
        QCOMPARE(beside.contents(), QByteArray("version = 1\n"));
    }

    void whatWasChangedSinceItWasReadIsNotSavedOver()
    {
        Beside beside;
        const QByteArray read = "version = 1\n";
        const QByteArray changed = "version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = 9\n";
        beside.write(changed);
        for (const RulesFile::Contents &expected : {RulesFile::Contents(read), RulesFile::Contents()}) {
            const auto refused = beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), expected));
            QVERIFY(!refused && refused.error().kind == ErrorKind::LostRace);
            QVERIFY(refused.error().detail.contains(u"changed since"_s));
            QCOMPARE(beside.contents(), changed);
        }
        QVERIFY(beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), RulesFile::Contents(changed))));
        QVERIFY(QFile::remove(beside.path));
        const auto gone =
            beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), RulesFile::Contents(changed)));
        QVERIFY(!gone && gone.error().kind == ErrorKind::LostRace);
        QVERIFY(QDir(beside.folder.path()).isEmpty());
    }

    void ofTwoConsolesThatSaveNoneIsLost()
    {
        Beside beside;
        RulesFile other(beside.path); // as another program has it: the lock is of the file, not of this one
        for (int i = 0; i < 20; ++i) {
            auto first = beside.file.save(ruleOf(RuleKind::Backlog, 70 + i), {});
            auto second = other.save(ruleOf(RuleKind::OldestTask, 700 + i), {});
            QVERIFY(beside.await(std::move(first)));
            QVERIFY(beside.await(std::move(second)));
            const auto rules = readRules(beside.contents(), u"written"_s);
            QVERIFY(rules && rules->size() == 2);
            for (const Runbook::Rule &rule : *rules)
                QCOMPARE(rule.rule.threshold, rule.rule.kind == RuleKind::Backlog ? 70 + i : 700 + i);
        }
        // Both made theirs from the same file: one is told so, and the file has the other's.
        const RulesFile::Contents read = beside.contents();
        auto first = beside.file.save(ruleOf(RuleKind::Backlog, 1), read);
        auto second = other.save(ruleOf(RuleKind::Backlog, 2), read);
        const auto one = beside.await(std::move(first));
        const auto two = beside.await(std::move(second));
        QVERIFY(one.has_value() != two.has_value());
        QCOMPARE((one ? two : one).error().kind, ErrorKind::LostRace);
        const auto rules = readRules(beside.contents(), u"written"_s);
        QVERIFY(rules && std::any_of(rules->begin(), rules->end(), [&](const Runbook::Rule &rule) {
                    return rule.rule.kind == RuleKind::Backlog && rule.rule.threshold == (one ? 1 : 2);
                }));
    }

    void whatAnotherProgramHoldsIsLeft()
    {
        Beside beside;
        beside.write("version = 1\n");
        {
            QLockFile held(beside.path + u".lock"_s); // a console that hangs as it writes
            QVERIFY(held.tryLock());
            const auto refused = beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), {}));
            QVERIFY(!refused && refused.error().detail.contains(u"another program holds it"_s));
            QCOMPARE(beside.contents(), QByteArray("version = 1\n"));
        }
        // What one held that was killed is nobody's.
        QProcess killed;
        killed.start(u"sh"_s, {u"-c"_s, u"printf '%d\nsignalbox\n' $$ >\"$0\""_s, beside.path + u".lock"_s});
        QVERIFY(killed.waitForFinished());
        QVERIFY(QFile::exists(beside.path + u".lock"_s));
        QVERIFY(beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), {})));
    }

    void whatCantBeReadOrWrittenIsSaidAndLeft()
    {
        Beside beside;
        beside.write("version = 1\n[[alert]]\nkind = 'none'\n");
        const auto wrong = beside.await(beside.file.save(ruleOf(RuleKind::Backlog, 70), {}));
        QVERIFY(!wrong && wrong.error().detail.startsWith(beside.path + u":3: alert.kind: "_s));
        QCOMPARE(beside.contents(), QByteArray("version = 1\n[[alert]]\nkind = 'none'\n"));
        RulesFile nowhere(beside.folder.filePath(u"gone/rules-eu.toml"_s));
        const auto unwritten = beside.await(nowhere.save(ruleOf(RuleKind::Backlog, 70), {}));
        QVERIFY(!unwritten && unwritten.error().detail.contains(u"cannot be written: "_s));
        QVERIFY(QDir().mkdir(beside.folder.filePath(u"folder"_s)));
        RulesFile folder(beside.folder.filePath(u"folder"_s));
        QVERIFY(!beside.await(folder.read()));
    }

    void listedAreThoseThatCanHold()
    {
        const Runbook now =
            runbookOf("version = 1\n"
                      "[[alert]]\nkind = 'backlog'\nthreshold = 50\n"
                      "[[alert]]\nid = 'tenants'\nkind = 'backlog'\nthreshold = 9\nfor = '0s'\n"
                      "namespaces = ['tenant-*', 'x']\nqueues = ['evals']\nenabled = false\n");
        Runbook next = now;
        QVERIFY(next.override("version = 1\n[[alert]]\nkind = 'unreachable'\nthreshold = '2m'\n", u"r"_s));
        RuleListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRules(listRules(now));
        QCOMPARE(lineOf(model, 1),
                 u"tenants | workflow backlog | > 9 | at once | off | tenant-*, x / evals | runbook"_s);
        QCOMPARE(lineOf(model, 2),
                 u"backlog | workflow backlog | > 50 | 5 m | danger | everywhere | runbook"_s);
        QCOMPARE(lineOf(model, 3),
                 u"activity_backlog | activity backlog | > 50 | 5 m | danger | everywhere | "
                 "as the one of workflow tasks"_s);
        // The built-in one of workflow tasks holds nowhere.
        QCOMPARE(model.rowCount(), static_cast<int>(ruleKinds) + 1);
        const int cluster = model.rowOf(u"unreachable"_s);
        QCOMPARE(
            lineOf(model, cluster),
            u"unreachable | time without an answer | > 30 s | at once | danger | the cluster | built in"_s);
        model.setRules(listRules(next));
        QCOMPARE(lineOf(model, cluster),
                 u"unreachable | time without an answer | > 2 m | at once | danger | the cluster "
                 "| beside the profile"_s);
        QCOMPARE(model.rowOf(u"none"_s), -1);
    }
};

QTEST_GUILESS_MAIN(TestRulesFile)
#include "tst_rulesfile.moc"
