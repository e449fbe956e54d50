// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulepreviewer.h"

#include <QTimer>
#include <QWidget>

class QProgressBar;

namespace signalbox {

class PlainLabel;

/// What a rule would have done in the last week: looked up once a person pauses, with how far that is where
/// it takes more than a second. What was said before stays until then, and says so. UI thread.
class RulePreviewPane final : public QWidget
{
    Q_OBJECT

public:
    RulePreviewPane(const Past &past, const Clock &clock, QWidget *parent = nullptr);

    void look(const Runbook &runbook, const Runbook::Rule &rule);
    void lookSoon(const Runbook &runbook, const Runbook::Rule &rule); ///< once nothing more is typed
    void showNone(const QString &why);
    void stop();

private:
    void begin();
    void showProgress();
    void show(const Result<RulePreview> &preview);

    RulePreviewer m_previewer;
    Runbook m_runbook;
    Runbook::Rule m_rule;
    QTimer m_pause;
    QTimer m_showing;
    PlainLabel *m_sentence;
    PlainLabel *m_doubts;
    PlainLabel *m_queues;
    QProgressBar *m_progress;
};

} // namespace signalbox
