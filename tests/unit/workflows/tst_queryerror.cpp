// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowtablemodel.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestQueryError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointsAtTheOffendingWord_data();
    void pointsAtTheOffendingWord();
};

/// Queries and answers of a real server, 1.32.1 on SQLite.
void TestQueryError::pointsAtTheOffendingWord_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("position");
    const auto row = [](const char *name, const QString &query, const QString &answer, int position) {
        QTest::newRow(name) << query << u"invalid query: "_s + answer << position;
    };
    const auto syntax = [](const QString &rest) {
        return u"malformed SQL query: syntax error at position "_s + rest;
    };
    row("no value", u"ExecutionStatus = "_s, syntax(u"45"_s), 17);
    row("doubled operator", u"ExecutionStatus == 'Running'"_s, syntax(u"46"_s), 17);
    row("open end", u"WorkflowType = 'a' AND"_s, syntax(u"50"_s), 22);
    row("no operator", u"WorkflowType = 'a' ANDX b = 'c'"_s, syntax(u"51 near 'ANDX'"_s), 19);
    row("unterminated text", u"WorkflowId = 'unterminated"_s, syntax(u"54 near 'unterminated'"_s), 14);
    row("open bracket", u"(WorkflowId='a'"_s, syntax(u"43"_s), 15);
    row("bytes, not characters", u"WorkflowId='é' AN b"_s, syntax(u"46 near 'AN'"_s), 15);
    row("leading spaces are trimmed", u"   foo bar baz"_s, syntax(u"35 near 'bar'"_s), 7);
    row("lines, word in lower case", u"WorkflowId='a'\n AND\n OR x='1'"_s, syntax(u"51 near 'or'"_s), 21);
    row("GROUP BY has a shorter prefix", u"GROUP BY foo bar"_s, syntax(u"38 near 'bar'"_s), 13);
    row("group by in lower case", u"group by ExecutionStatus x"_s, syntax(u"48 near 'x'"_s), 25);
    row("the same word twice", u"x x x AND"_s, syntax(u"31 near 'x'"_s), 2);
    row("attribute", u"WorkflowId='a' AND Nope='x'"_s, u"invalid search attribute: Nope"_s, 19);
    row("no place given", u"foo"_s, u"invalid expression: incomplete expression"_s, -1);
    row("not supported", u"a LIMIT 5"_s, u"operation is not supported: 'LIMIT' clause"_s, -1);
    row("place beyond the text", u"a"_s, syntax(u"9999 near 'zz'"_s), 0);
    row("place before the text", u"a"_s, syntax(u"3"_s), 0);
    row("number too large", u"abc"_s, syntax(u"99999999999999999999999 near 'c'"_s), 0);
    row("empty query", QString(), syntax(u"28"_s), 0);
}

void TestQueryError::pointsAtTheOffendingWord()
{
    QFETCH(QString, query);
    QFETCH(QString, answer);
    QTEST(queryErrorPosition(query, answer), "position");
}

QTEST_APPLESS_MAIN(TestQueryError)
#include "tst_queryerror.moc"
