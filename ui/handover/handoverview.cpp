// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/handover/handoverview.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTextTable>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestText = 300;

QString shown(const QString &text)
{
    return displayText(text, longestText);
}

} // namespace

HandOverView::HandOverView(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(u"handOver"_s);
    setAccessibleName(tr("Hand-over"));
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    connect(this, &QTextBrowser::anchorClicked, this, &HandOverView::follow);
}

void HandOverView::show(const HandOver &handOver)
{
    m_handOver = handOver;
    write();
}

HandOverView::Cell HandOverView::leading(const QueueKey &key)
{
    if (key.ns.isEmpty())
        return {shown(placeText(key))};
    m_targets.push_back({key, {}, {}});
    return {shown(placeText(key)), static_cast<int>(m_targets.size()) - 1};
}

HandOverView::Cell HandOverView::leading(const Act &act)
{
    if (act.workflowId.isEmpty())
        return {};
    m_targets.push_back({{act.ns, {}}, act.workflowId, act.runId});
    return {shown(act.workflowId), static_cast<int>(m_targets.size()) - 1};
}

HandOverView::Cell HandOverView::leading(const OthersDeed &deed)
{
    m_targets.push_back(
        {{deed.ns, {}}, deed.workflowId, deed.madeRunId.isEmpty() ? deed.runId : deed.madeRunId});
    return {shown(deed.workflowId), static_cast<int>(m_targets.size()) - 1};
}

void HandOverView::write()
{
    const int place = verticalScrollBar()->value();
    clear();
    document()->setDocumentMargin(fontMetrics().height());
    m_targets.clear();
    std::vector<Row> rows;
    for (const AlertChange &change : m_handOver.open) {
        const Alert &alert = change.alert;
        const QString why = change.verdict.sentence.isEmpty() ? change.reason : change.verdict.sentence;
        rows.push_back({{signalName(alert.signal), -1, alert.signal == Signal::Danger},
                        {formatDateTime(alert.since)},
                        {shown(alert.rule)},
                        leading(alert.key),
                        {shown(why)},
                        {shown(change.verdict.next.text)}});
    }
    writeTable(tr("Still open"),
               {tr("Signal"), tr("Since"), tr("Alert"), tr("Where"), tr("Why"), tr("Next step")}, rows);
    rows.clear();
    for (const HandOver::Ended &one : m_handOver.ended)
        rows.push_back({{formatDateTime(one.from)},
                        {formatDateTime(one.to)},
                        {formatDuration(std::max(one.to - one.from, Milliseconds(0)))},
                        {shown(one.rule)},
                        leading(one.key)});
    writeTable(tr("Ended"), {tr("From"), tr("To"), tr("For"), tr("Alert"), tr("Where")}, rows);
    rows.clear();
    for (const Act &act : m_handOver.acts)
        rows.push_back({{formatDateTime(act.time)},
                        {shown(act.user)},
                        {shown(act.activityId.isEmpty() ? act.verb : act.verb + u' ' + act.activityId)},
                        leading(act),
                        {act.outcome.isEmpty() ? tr("no outcome recorded") : shown(act.outcome)},
                        {shown(act.reason)}});
    writeTable(tr("Done by hand from here"),
               {tr("Time"), tr("By"), tr("What"), tr("Workflow"), tr("Outcome"), tr("Reason")}, rows);
    rows.clear();
    for (const OthersDeed &deed : m_handOver.others.deeds)
        rows.push_back({{formatDateTime(deed.time)},
                        {shown(whoText(deed))},
                        {shown(whatText(deed))},
                        leading(deed),
                        {shown(deed.reason)}});
    writeTable(tr("Done from elsewhere"), {tr("Time"), tr("By"), tr("What"), tr("Workflow"), tr("Reason")},
               rows);
    writeRemark(othersRemark(m_handOver.others));
    rows.clear();
    for (const HandOver::Odd &one : m_handOver.odd)
        rows.push_back({{signalName(one.signal)}, leading(one.key), {shown(one.sentence)}});
    writeTable(tr("Not clear, without an alert"), {tr("Signal"), tr("Where"), tr("Why")}, rows);
    verticalScrollBar()->setValue(place);
}

void HandOverView::writeTable(const QString &title, const QStringList &head, const std::vector<Row> &rows)
{
    const Tokens &tokens = tokensFor(palette());
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    QTextBlockFormat block;
    block.setTopMargin(document()->isEmpty() ? 0 : fontMetrics().height());
    block.setHeadingLevel(2);
    if (document()->isEmpty())
        cursor.setBlockFormat(block);
    else
        cursor.insertBlock(block, bold);
    cursor.insertText(tr("%1 (%2)").arg(title).arg(rows.size()), bold);
    cursor.insertBlock({}, {});
    QTextCharFormat quiet;
    quiet.setForeground(tokens.secondary);
    if (rows.empty()) {
        cursor.insertText(tr("None."), quiet);
        return;
    }
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setCellPadding(fontMetrics().height() / 3.0);
    format.setHeaderRowCount(1);
    QTextTable *const table =
        cursor.insertTable(static_cast<int>(rows.size()) + 1, static_cast<int>(head.size()), format);
    for (int column = 0; column < head.size(); ++column)
        table->cellAt(0, column).firstCursorPosition().insertText(head[column], quiet);
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            const Cell &cell = rows[row][column];
            QTextCharFormat text;
            if (cell.isDanger)
                text.setForeground(tokens.dangerText);
            if (cell.target >= 0) {
                text.setAnchor(true);
                text.setAnchorHref(u"#%1"_s.arg(cell.target));
                text.setForeground(tokens.accent);
                text.setFontUnderline(true);
            }
            table->cellAt(static_cast<int>(row) + 1, static_cast<int>(column))
                .firstCursorPosition()
                .insertText(cell.text, text);
        }
}

/// Under a table.
void HandOverView::writeRemark(const QString &text)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    QTextCharFormat quiet;
    quiet.setForeground(tokensFor(palette()).secondary);
    cursor.insertBlock({}, quiet);
    cursor.insertText(text, quiet);
}

void HandOverView::follow(const QUrl &link)
{
    const std::size_t number = link.fragment().toUInt();
    if (number >= m_targets.size())
        return;
    const Target target = m_targets[number];
    if (target.workflow.isEmpty())
        Q_EMIT queueChosen(target.key);
    else
        Q_EMIT runChosen(target.key.ns, target.workflow, target.run);
}

bool HandOverView::event(QEvent *event)
{
    // These keys would go to the window's actions of the same name.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            key->accept();
            return true;
        }
    }
    return QTextBrowser::event(event);
}

void HandOverView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        write();
}

} // namespace signalbox
