// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cleanup/cleanuppanel.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/cleanup/cleanuptext.h"
#include "ui/cleanup/cleanupform.h"
#include "ui/interventions/notebox.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/interventions/signinpanel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressrow.h"

#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of runs that stay, with the reason.
constexpr qsizetype keptShown = 5;
constexpr qsizetype shownLength = 120;

QString stageText(const CleanUpRun &run)
{
    switch (run.stage()) {
    case CleanUpRun::Stage::Draft:
    case CleanUpRun::Stage::Preparing:
        return CleanUpPanel::tr("Writing down what is meant");
    case CleanUpRun::Stage::SigningIn:
        return run.counts().met() == 0 ? CleanUpPanel::tr("Waiting for the sign-in")
                                       : CleanUpPanel::tr("The sign-in runs out: sign in again to go on; %1")
                                             .arg(progressText(run.counts(), run.expected()));
    case CleanUpRun::Stage::Ending:
    case CleanUpRun::Stage::Over:
        return CleanUpPanel::tr("Counting what is left; %1").arg(progressText(run.counts(), run.expected()));
    case CleanUpRun::Stage::Deleting:
        break;
    }
    return progressText(run.counts(), run.expected());
}

} // namespace

CleanUpPanel::CleanUpPanel(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(this))
    , m_types(new PlainLabel(this))
    , m_warning(new PlainLabel(tr("What is deleted goes with its history and its row in lists, and nothing "
                                  "brings it back. Open workflows are never deleted: each run is looked at "
                                  "again right before."),
                               this))
    , m_form(new CleanUpForm(this))
    , m_progress(new ProgressRow(u"cleanUpProgress"_s, tr("Stop the clean-up"), this))
    , m_signIn(new SignInPanel(this))
    , m_report(new NoteBox(this))
    , m_kept(new PlainLabel(this))
{
    m_sentence->setObjectName(u"cleanUpSentence"_s);
    m_types->setObjectName(u"cleanUpTypes"_s);
    m_warning->setObjectName(u"cleanUpWarning"_s);
    m_report->setObjectName(u"cleanUpReport"_s);
    m_kept->setObjectName(u"cleanUpKept"_s);
    m_sentence->setSize(PlainLabel::Size::Strong);
    for (PlainLabel *label : {m_sentence, m_types, m_warning, m_kept}) {
        label->setWordWrap(true);
        label->setSelectable(true);
    }
    for (PlainLabel *label : {m_types, m_warning, m_kept})
        label->setTone(PlainLabel::Tone::Secondary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sentence, m_types, m_progress, m_signIn,
                                                            m_report, m_kept, m_warning, m_form})
        layout->addWidget(widget);
    layout->addStretch(1);
    m_signIn->setVisible(false);
    connect(m_form, &CleanUpForm::startClicked, this, &CleanUpPanel::startClicked);
    connect(m_progress, &ProgressRow::stopClicked, this, &CleanUpPanel::stopClicked);
    showNone({});
}

void CleanUpPanel::show(const CleanUpLine &line, const QString &act, const QString &obstacle)
{
    m_sentence->setText(line.survey ? surveySentence(*line.survey)
                        : line.failure
                            ? tr("It could not be counted: %1").arg(explain(*line.failure).sentence())
                            : tr("What would go is not counted yet."));
    const QString types = line.survey ? typesText(*line.survey) : QString();
    m_types->setText(tr("By type: %1").arg(types));
    m_types->setVisible(!types.isEmpty());
    const bool isOffered = line.survey && line.survey->count > 0 && !line.isCleaned;
    m_warning->setVisible(isOffered);
    m_form->setVisible(isOffered);
    m_form->setNamespace(line.ns);
    m_form->setAct(act, obstacle);
    showReport(line);
}

void CleanUpPanel::showReport(const CleanUpLine &line)
{
    m_report->setVisible(line.report && !line.isCleaned);
    m_kept->setVisible(line.report && !line.isCleaned && !line.report->keptRuns.empty());
    if (!line.report)
        return;
    m_report->setNote(noteKindOf(line.report->outcome), line.report->sentence);
    QStringList lines;
    for (const auto &[run, why] : line.report->keptRuns) {
        if (lines.size() == keptShown) {
            lines << tr("and more; the journal's file of this clean-up has each run");
            break;
        }
        lines << tr("%1 (%2): %3")
                     .arg(displayText(run.workflowId, shownLength), displayText(run.runId, shownLength), why);
    }
    m_kept->setLines(lines);
}

void CleanUpPanel::showNone(const QString &why)
{
    m_sentence->setText(why);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_types, m_warning, m_form, m_report, m_kept})
        widget->setVisible(false);
}

void CleanUpPanel::showRun(const CleanUpRun *run)
{
    m_progress->setVisible(run);
    m_signIn->setVisible(run && m_signIn->isVisibleTo(this) && run->stage() == CleanUpRun::Stage::SigningIn);
    if (run)
        m_progress->show(stageText(*run), run->counts().met(), run->expected());
}

void CleanUpPanel::showSignIn(const QUrl &address, Instant expiresAt)
{
    m_signIn->setAddress(address, expiresAt);
    m_signIn->setVisible(true);
}

QString CleanUpPanel::reason() const
{
    return m_form->reason();
}

void CleanUpPanel::clearName()
{
    m_form->clearName();
}

} // namespace signalbox
