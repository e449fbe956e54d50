// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/rulesedit.h"

#include "models/policy/ruledraft.h"
#include "models/policy/runbookreader.h"

#include <QTest>

// A file of rules that a person wrote keeps all of it but what a rule says otherwise.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray file = "# Ours, since March.\n"
                        "version = 1\n"
                        "\n"
                        "  [[alert]] # the important one\n"
                        "  kind = \"backlog\"   # by id backlog\n"
                        "  # über the weekend more waits\n"
                        "  threshold =   250   # was 100\n"
                        "  namespaces = [ 'stratmaster-*',\n"
                        "                 'über' ] # ours\n"
                        "\n"
                        "# The other one.\n"
                        "[[alert]]\n"
                        "id = 'slow'\n"
                        "kind = 'oldest_task'\n"
                        "threshold = '1h' # an hour";

Runbook::Rule read(const QByteArray &toml, std::size_t at)
{
    return readRules(toml, u"rules.toml"_s).value().at(at);
}

QByteArray edited(const QByteArray &toml, const Runbook::Rule &rule)
{
    const auto text = withRule(toml, u"rules.toml"_s, rule);
    return text ? *text : text.error().detail.toUtf8();
}

} // namespace

class TestRulesEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatDiffersIsTouched()
    {
        Runbook::Rule rule = read(file, 0);
        QCOMPARE(edited(file, rule), file);
        rule.rule.threshold = 400;
        QCOMPARE(edited(file, rule), QByteArray(file).replace("=   250   #", "=   400   #"));
        rule.rule.forDuration = 10min;
        QCOMPARE(edited(file, rule), QByteArray(file)
                                         .replace("=   250   #", "=   400   #")
                                         .replace("'über' ] # ours\n", "'über' ] # ours\nfor = \"10m\"\n"));
    }

    void aListIsReplaced()
    {
        Runbook::Rule rule = read(file, 0);
        rule.namespaces.clear();
        rule.queues = {u"evals"_s};
        QCOMPARE(edited(file, rule),
                 QByteArray(file).replace("[ 'stratmaster-*',\n                 'über' ] # ours\n",
                                          "[] # ours\nqueues = [\"evals\"]\n"));
    }

    void aCommentWithinAListIsNotLost()
    {
        const QByteArray commented = "version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = 5 # few\n"
                                     "namespaces = [\n  \"a\\\"#1\", # the first\n  'b#2',\n]\n";
        Runbook::Rule rule = read(commented, 0);
        rule.rule.threshold = 6;
        QCOMPARE(edited(commented, rule), QByteArray(commented).replace("= 5", "= 6"));
        rule.namespaces.removeLast();
        const auto refused = withRule(commented, u"r.toml"_s, rule);
        QVERIFY(!refused && refused.error().detail.contains(u"by hand"_s));
        // What is within a name is no comment.
        const QByteArray plain = QByteArray(commented).replace(" # the first", "");
        QCOMPARE(edited(plain, rule), QByteArray(plain)
                                          .replace("= 5", "= 6")
                                          .replace("[\n  \"a\\\"#1\",\n  'b#2',\n]", "[\"a\\\"#1\"]"));
    }

    void theLastOneHasNoLineAfterIt()
    {
        Runbook::Rule rule = read(file, 1);
        rule.rule.threshold = 7200;
        rule.enabled = false;
        QCOMPARE(edited(file, rule),
                 QByteArray(file).replace("'1h' # an hour", "\"2h\" # an hour\nenabled = false"));
    }

    void linesEndAsTheyDo()
    {
        QByteArray dos =
            "version = 1\r\n[[alert]]\r\nkind = 'backlog'\r\n[[alert]]\r\nkind = 'no_pollers'\r\n";
        Runbook::Rule rule = read(dos, 0);
        rule.rule.threshold = 7;
        QCOMPARE(edited(dos, rule),
                 QByteArray(dos).replace("'backlog'\r\n", "'backlog'\r\nthreshold = 7\r\n"));
    }

    void anotherKindTakesItsOwnThreshold()
    {
        Runbook::Rule rule = read(file, 0);
        rule.rule = builtInRule(RuleKind::ActivityFailure);
        rule.rule.id = u"backlog"_s;
        const QByteArray text = edited(file, rule);
        QCOMPARE(draftOf(read(text, 0)), draftOf(rule));
        QCOMPARE(draftOf(read(text, 1)), draftOf(read(file, 1)));
        QVERIFY(text.contains("threshold =   5   # was 100"));
    }

    void oneMoreComesAtTheEnd()
    {
        Runbook::Rule rule = read(file, 0);
        rule.rule.id = u"mine"_s;
        const QByteArray text = edited(file, rule);
        QVERIFY(text.startsWith(file + "\n\n[[alert]]\nid = \"mine\"\n"));
        QCOMPARE(readRules(text, u"f"_s)->size(), std::size_t(3));
    }

    void anEmptyFileIsBegun()
    {
        Runbook::Rule rule = read(file, 1);
        const QByteArray text = edited({}, rule);
        QVERIFY(text.startsWith("# ") && text.contains("\nversion = 1\n"));
        QCOMPARE(draftOf(read(text, 0)), draftOf(rule));
    }

    void whatCantBeChangedIsSaid()
    {
        const auto wrong = withRule("version = 1\n[[alert]]\nkind = 'backlg'\n", u"r.toml"_s, read(file, 0));
        QVERIFY(!wrong && wrong.error().detail.startsWith(u"r.toml:3: alert.kind: must be one of "_s));
        // Tables within a list leave no line to add to.
        const QByteArray inlined = "version = 1\nalert = [{kind = 'backlog', threshold = 5}]\n";
        Runbook::Rule rule = read(inlined, 0);
        rule.rule.threshold = 6;
        QCOMPARE(edited(inlined, rule), QByteArray(inlined).replace("5", "6"));
        rule.rule.forDuration = 1min;
        const auto refused = withRule(inlined, u"r.toml"_s, rule);
        QVERIFY(!refused && refused.error().detail.contains(u"by hand"_s));
        rule.rule.id = u"another"_s;
        QVERIFY(!withRule(inlined, u"r.toml"_s, rule));
    }
};

QTEST_APPLESS_MAIN(TestRulesEdit)
#include "tst_rulesedit.moc"
