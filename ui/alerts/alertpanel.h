// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alerthistory.h"
#include "models/alerts/alertlist.h"
#include "models/alerts/secondopinion.h"
#include "models/monitor/series.h"
#include "ui/alerts/nextplace.h"
#include "ui/chart/chartspan.h"

#include <QFrame>

#include <map>

class QBoxLayout;
class QLineEdit;
class QToolButton;

namespace signalbox {

class FactGrid;
class LinesChart;
class PlainLabel;
class SignalChip;
class SnoozeMenu;

/// The chosen alert: what is the matter, by which rule and evidence, what was said of it and what it did in
/// the last day; and what can be done. Says why where something can't be. UI thread.
class AlertPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit AlertPanel(const Clock &clock, QWidget *parent = nullptr);

    struct Shown
    {
        ListedAlert listed;
        Verdict verdict;                ///< on its queue
        std::vector<Mark> notes;        ///< oldest first
        std::vector<PastChange> past;   ///< newest first
        Series series;                  ///< the values that its rule goes by
        ChartSpan range;                ///< of these
        std::optional<Opinion> opinion; ///< Prometheus's
        QString unkept;                 ///< why nothing can be said of it; empty: it can
    };
    void show(const Shown &shown);
    /// There is none, and why.
    void showNone(const QString &why);

    void focusNote();
    /// It needs not be written any more.
    void noteKept(const Mark &note);
    void openSnooze();

Q_SIGNALS:
    void openClicked(const signalbox::Place &place);
    void acknowledgeClicked();
    void snoozeChosen(signalbox::Instant until);
    void endSnoozeClicked();
    void noteWritten(const QString &words);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildButtons(const Clock &clock);
    void arrange();
    void arrangeColumns();
    void showDeeds(const Shown &shown);
    void showChart(const Shown &shown);
    void keepDraft(const std::optional<AlertKey> &next);
    void takeNote();

    std::optional<AlertKey> m_key;
    NextPlace m_next;
    std::map<AlertKey, QString> m_drafts; ///< of notes that were not finished
    SignalChip *m_chip;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    PlainLabel *m_state;
    PlainLabel *m_opinion;
    PlainLabel *m_notes;
    PlainLabel *m_definition;
    QToolButton *m_open = nullptr;
    QToolButton *m_acknowledge = nullptr;
    QToolButton *m_snooze = nullptr;
    SnoozeMenu *m_snoozeMenu = nullptr;
    QToolButton *m_endSnooze = nullptr;
    QLineEdit *m_note = nullptr;
    PlainLabel *m_noteTrouble;
    QWidget *m_deeds;
    QWidget *m_facts;
    FactGrid *m_evidence;
    FactGrid *m_changes;
    QBoxLayout *m_columns;
    LinesChart *m_chart;
    Shown m_shown; ///< for who reads the chart
};

} // namespace signalbox
