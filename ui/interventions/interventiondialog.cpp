// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/interventiondialog.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/interventions/desk.h"
#include "models/interventions/valuereader.h"
#include "models/workflows/payloadtext.h"
#include "ui/interventions/dialoghead.h"
#include "ui/interventions/discardquestion.h"
#include "ui/interventions/exportfirst.h"
#include "ui/interventions/fittoscreen.h"
#include "ui/interventions/interventionform.h"
#include "ui/interventions/notebox.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/interventions/sentcommand.h"
#include "ui/interventions/signinpanel.h"
#include "ui/interventions/stepline.h"
#include "ui/interventions/targetfacts.h"
#include "ui/interventions/targetreading.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/actingbutton.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/place.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 640; // at 100 %
constexpr auto readEvery = std::chrono::seconds(10);

bool signsInAgain(const Profile &profile)
{
    return !profile.oidc.interveneClientId.isEmpty();
}

} // namespace

InterventionDialog::InterventionDialog(Client &client, Desk &desk, const Profile &profile, const Clock &clock,
                                       InterventionTarget target, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_profile(profile)
    , m_clock(clock)
    , m_target(std::move(target))
    , m_kind(kindOf(m_target.act))
    , m_reading(new TargetReading(client, clock, m_target, this))
    , m_values(new ValueReader(client, m_target.ns, this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"interventionDialog"_s);
    setWindowTitle(displayText(m_kind.headline(m_target)));
    setAttribute(Qt::WA_DeleteOnClose);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(u"body"_s);
    m_scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    m_scroll->setWidget(content);
    auto *body = new QVBoxLayout(content);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::StyledPanel);
    line->setFixedHeight(1);
    auto *footer = new QHBoxLayout;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHead(profile.environment, m_kind.headline(m_target), this));
    layout->addWidget(m_scroll, 1);
    layout->addWidget(line);
    layout->addLayout(footer);
    buildBody(*body, client);
    buildFooter(*footer);

    connect(m_timer, &QTimer::timeout, this, &InterventionDialog::tick);
    connect(m_reading, &TargetReading::changed, this, &InterventionDialog::showFacts);
    connect(m_reading, &TargetReading::failed, this, &InterventionDialog::showReadingError);
    connect(m_values, &ValueReader::changed, this,
            [this] { m_form->setForms(*m_values->forms(), m_values->activityType()); });
    connect(&m_desk, &Desk::gateChanged, this, &InterventionDialog::showState);
    connect(&m_desk, &Desk::underWayChanged, this, &InterventionDialog::showState);
    m_timer->start(std::chrono::seconds(1));
    m_form->setFocus();
    m_reading->read(Purpose::Operator);
    resize(metrics::scaled(dialogWidth, fontMetrics()), sizeHint().height());
}

InterventionDialog::~InterventionDialog()
{
    if (!m_intervention)
        return;
    m_intervention->disconnect(this);
    // A sign-in finished in the browser later would act without anybody seeing it.
    m_intervention->giveUp();
}

/// Only a window that has been activated has its place on the screen.
void InterventionDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        grow();
}

void InterventionDialog::buildBody(QBoxLayout &body, Client &client)
{
    body.setContentsMargins(16, 14, 16, 14);
    body.setSpacing(12);
    m_facts = new FactGrid(this);
    m_consequence = new NoteBox(this);
    m_consequence->setObjectName(u"consequence"_s);
    m_exportFirst = new ExportFirst(client, m_clock, m_target, parentWidget(), this);
    m_readError = new ErrorPanel(this);
    m_readError->setAction(tr("Read again"));
    m_form = new InterventionForm(m_target, m_profile.environment, this);
    m_command = new SentCommand(this);
    m_steps = new StepLine(signsInAgain(m_profile), this);
    m_signIn = new SignInPanel(this);
    m_receiptPanel = new ReceiptPanel(this);
    body.addWidget(m_facts);
    body.addWidget(m_readError);
    body.addWidget(m_consequence);
    body.addWidget(m_exportFirst);
    if (!signsInAgain(m_profile)) {
        auto *roleOnly = new NoteBox(this);
        roleOnly->setObjectName(u"roleOnly"_s);
        roleOnly->setNote(
            NoteBox::Kind::Quiet,
            tr("This profile names no client for interventions: your everyday sign-in is used, and "
               "your role alone decides."));
        body.addWidget(roleOnly);
    }
    body.addWidget(m_form);
    body.addWidget(m_command);
    body.addWidget(m_steps);
    body.addWidget(m_signIn);
    body.addWidget(m_receiptPanel);
    body.addStretch(1);
    m_signIn->setVisible(false);
    connect(m_form, &InterventionForm::changed, this, [this] {
        showState();
        grow();
    });
    connect(m_receiptPanel, &ReceiptPanel::bringBack, this, &InterventionDialog::bringBack);
    connect(m_receiptPanel, &ReceiptPanel::openNewRun, this, &InterventionDialog::openNewRun);
    connect(m_command, &SentCommand::opened, this, [this] { growTo(m_command); });
    connect(m_readError, &ErrorPanel::actionClicked, this, [this] { m_reading->read(Purpose::Operator); });
}

void InterventionDialog::buildFooter(QBoxLayout &footer)
{
    footer.setContentsMargins(16, 12, 16, 12);
    footer.setSpacing(8);
    m_state = new PlainLabel(this);
    m_state->setObjectName(u"reading"_s);
    m_state->setTone(PlainLabel::Tone::Secondary);
    m_needed = new PlainLabel(this);
    m_needed->setObjectName(u"needed"_s);
    m_needed->setTone(PlainLabel::Tone::Secondary);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    for (PlainLabel *label : {m_state, m_needed}) {
        label->setWordWrap(true);
        words->addWidget(label);
    }
    m_keep = new QPushButton(m_kind.keepText(), this);
    m_keep->setObjectName(u"keep"_s);
    m_keep->setDefault(true);
    m_again = new QPushButton(tr("Try again"), this);
    m_again->setObjectName(u"tryAgain"_s);
    m_again->setAccessibleName(tr("Try again with the same text"));
    m_again->setAutoDefault(false);
    m_act = new ActingButton(m_kind.actText(signsInAgain(m_profile)), this);
    m_act->setObjectName(u"act"_s);
    m_act->setAccessibleName(m_act->text());
    footer.addLayout(words, 1);
    for (QPushButton *button : std::initializer_list<QPushButton *>{m_keep, m_again, m_act})
        footer.addWidget(button, 0, Qt::AlignBottom);
    connect(m_keep, &QPushButton::clicked, this, &InterventionDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &InterventionDialog::tryAgain);
    connect(m_act, &QPushButton::clicked, this, &InterventionDialog::pull);
}

void InterventionDialog::showReadingError()
{
    if (!isEditing())
        return;
    m_readError->setError(*m_reading->failure(), m_clock.utc());
    showState();
    grow();
}

void InterventionDialog::tick()
{
    if (isEditing() && isVisible() && m_reading->sinceAsked() >= readEvery)
        m_reading->read(Purpose::Background);
    showReading();
    showButtons(); // it grows old
}

void InterventionDialog::pull()
{
    if (!blocker().isEmpty())
        return;
    Intervention *intervention = m_desk.open(m_reading->lever(m_form->values()));
    if (!intervention) {
        showState();
        return;
    }
    m_intervention = intervention;
    m_reading->freeze();
    connect(intervention, &Intervention::stateChanged, this, &InterventionDialog::followState);
    connect(intervention, &Intervention::finished, this, &InterventionDialog::finish);
    connect(intervention, &Intervention::browserOpened, this, [this](const QUrl &address, Instant expiresAt) {
        m_signIn->setAddress(address, expiresAt);
        m_signIn->setVisible(true);
        grow();
    });
    intervention->pull(m_form->confirmation());
    showState();
    grow();
}

/// An export may have been begun while the sign-in was open.
void InterventionDialog::followState()
{
    if (m_intervention && m_intervention->state() == Intervention::State::Rechecked)
        if (const QString why = exporting(); !why.isEmpty())
            m_intervention->giveUp(why);
    showState();
}

QString InterventionDialog::exporting() const
{
    return m_kind.deletes() && m_exportFirst->isExporting()
               ? tr("Its histories are being exported: stop that, or wait for its end.")
               : QString();
}

void InterventionDialog::finish()
{
    if (!m_intervention || !m_intervention->receipt())
        return;
    m_receipt = std::make_unique<Receipt>(*m_intervention->receipt());
    m_intervention = nullptr;
    m_receiptPanel->setReceipt(*m_receipt, m_target);
    if (m_receipt->outcome == Outcome::Done)
        m_steps->setState(Intervention::State::Finished);
    showState();
    growTo(m_receiptPanel);
    m_keep->setFocus();
}

void InterventionDialog::tryAgain()
{
    m_receipt.reset();
    m_steps->setState(Intervention::State::Draft);
    m_reading->startOver();
    m_form->setFocus();
}

void InterventionDialog::bringBack()
{
    InterventionTarget next = m_target;
    next.act = m_kind.next().value_or(next.act);
    QDialog::reject();
    Q_EMIT intervene(next);
}

void InterventionDialog::openNewRun()
{
    const Place place = Place::ofWorkflow(m_target.ns, m_target.workflowId, m_receipt->newRunId);
    QDialog::reject();
    Q_EMIT go(place);
}

void InterventionDialog::reject()
{
    if (m_intervention && m_intervention->state() < Intervention::State::Sent) {
        m_intervention->giveUp(); // finish() shows what became of it; the text stays
        return;
    }
    if (holdsText()) {
        if (auto *discard = askToDiscard(*this))
            connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
        return;
    }
    QDialog::reject();
}

/// Beside a receipt the reason has had its use; a result may have been an hour's work.
bool InterventionDialog::holdsText() const
{
    if (m_receipt)
        return m_receipt->outcome != Outcome::Done && m_form->hasResult();
    return !m_intervention && m_form->hasText();
}

const Intervention *InterventionDialog::intervention() const
{
    return m_intervention;
}

QString InterventionDialog::blocker() const
{
    if (!isEditing())
        return tr("Already under way.");
    if (const LeverGate gate = m_desk.gate(m_kind, m_target.ns); !gate.allowed)
        return gate.reason;
    if (QString doubt = m_reading->doubt(); !doubt.isEmpty())
        return doubt;
    if (QString obstacle = m_reading->obstacle(); !obstacle.isEmpty())
        return obstacle;
    if (m_desk.isUnderWay(m_target.ns, m_target.workflowId, m_target.runId))
        return m_target.isNamespace() ? tr("Another intervention on this namespace is under way.")
                                      : tr("Another intervention on this run is under way.");
    if (QString why = exporting(); !why.isEmpty())
        return why;
    const QStringList missing = m_form->missing();
    return missing.isEmpty() ? QString() : tr("Still needed: %1.").arg(missing.join(tr("; ")));
}

void InterventionDialog::showFacts()
{
    m_facts->setFacts(targetFacts(m_target, m_profile, m_reading->seen(), m_clock.utc()));
    if (!m_reading->failure())
        m_readError->clear();
    if (const Seen *seen = isEditing() ? m_reading->seen() : nullptr) {
        m_form->setSeen(*seen);
        if (m_kind.takesResult())
            m_values->read(std::get<SeenRun>(*seen).run, m_target.activityId);
    }
    showState();
    grow();
}

void InterventionDialog::showState()
{
    const bool editing = isEditing();
    m_form->setReadOnly(!editing);
    const auto lever = m_reading->lever(m_form->values());
    m_consequence->setVisible(lever && !m_receipt);
    m_command->setVisible(lever && !m_receipt);
    if (editing && lever)
        showLever(*lever);
    m_exportFirst->setSeen(editing ? m_reading->seen() : nullptr);
    m_steps->setVisible(!editing);
    if (m_intervention && m_intervention->state() != Intervention::State::Finished)
        m_steps->setState(m_intervention->state());
    if (!m_intervention || m_intervention->state() != Intervention::State::IntentWritten)
        m_signIn->setVisible(false);
    m_receiptPanel->setVisible(m_receipt != nullptr);
    showReading();
    showButtons();
}

void InterventionDialog::showLever(const Lever &lever)
{
    m_consequence->setNote(NoteBox::Kind::Caution, lever.consequence());
    const WrittenResult *result = lever.result();
    m_command->setCommand(
        lever.commandLine(m_form->confirmation().reason),
        result ? tr("The result goes as %1; SHA-256 %2")
                     .arg(payloadTitle(result->payload), QString::fromLatin1(lever.payloadHash()))
               : QString());
}

void InterventionDialog::showReading()
{
    const bool isSent = m_intervention && m_intervention->state() >= Intervention::State::Sent;
    // A doubt is said below, where it keeps the button off.
    const bool isSaidElsewhere =
        m_receipt || (!m_intervention && m_reading->seen() && m_reading->change().isEmpty() &&
                      !m_reading->doubt().isEmpty());
    m_state->setTone(PlainLabel::Tone::Secondary);
    if (isSaidElsewhere) {
        m_state->setText({});
    } else if (m_intervention) {
        m_state->setText(isSent ? tr("Sent: closing this does not stop it.") : tr("Nothing is sent yet."));
    } else if (!m_reading->seen()) {
        m_state->setText(m_reading->isUnderWay() ? tr("Reading %1…").arg(m_target.what().toLower())
                                                 : QString());
    } else if (const QString change = m_reading->change(); !change.isEmpty()) {
        m_state->setTone(PlainLabel::Tone::Danger);
        m_state->setText(tr("Changed since this opened: %1").arg(change));
    } else {
        m_state->setText(tr("State read %1 ago, unchanged").arg(formatDuration(m_reading->age())));
    }
    m_state->setVisible(!m_state->text().isEmpty());
}

void InterventionDialog::showButtons()
{
    const QString why = isEditing() ? blocker() : QString();
    const bool beforeSent = m_intervention && m_intervention->state() < Intervention::State::Sent;
    m_needed->setText(why);
    m_needed->setVisible(!why.isEmpty());
    m_act->setVisible(!m_receipt);
    m_act->setEnabled(isEditing() && why.isEmpty());
    setPlainToolTip(*m_act, why);
    m_act->setAccessibleDescription(why);
    m_again->setVisible(m_receipt && m_receipt->outcome != Outcome::Done);
    m_keep->setText(isEditing() ? m_kind.keepText() : beforeSent ? tr("Stop") : tr("Close"));
    m_keep->setAccessibleName(m_keep->text());
}

void InterventionDialog::grow()
{
    growToFit(*this, *m_scroll);
}

/// Shown and laid out only when the events of now are through.
void InterventionDialog::growTo(QWidget *widget)
{
    grow();
    QTimer::singleShot(0, widget, [this, widget] { m_scroll->ensureWidgetVisible(widget); });
}

} // namespace signalbox
