// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/tenantdialog.h"

#include "models/base/displaytext.h"
#include "models/interventions/desk.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/planfacts.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int dialogWidth = 640; // at 100 %
constexpr auto typingPause = 300ms;

QPushButton *makeButton(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    return button;
}

} // namespace

TenantDialog::TenantDialog(Client &client, const Desk &desk, const Expectations &expectations,
                           const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_desk(desk)
    , m_expectations(expectations)
    , m_clock(clock)
    , m_id(new QLineEdit(this))
    , m_rule(new PlainLabel(this))
    , m_refusal(new PlainLabel(this))
    , m_totals(new PlainLabel(this))
    , m_lines(new FactGrid(this))
    , m_error(new ErrorPanel(this))
    , m_needed(new PlainLabel(this))
    , m_goOn(makeButton(u"tenantGoOn"_s, tr("Go on…"), this))
{
    setObjectName(u"tenantDialog"_s);
    setWindowTitle(tr("New tenant"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_id->setObjectName(u"tenantId"_s);
    m_id->setAccessibleName(tr("The tenant's id"));
    m_id->setPlaceholderText(tr("a-z, 0-9 and -, without “tenant-”"));
    m_rule->setObjectName(u"tenantRule"_s);
    m_refusal->setObjectName(u"tenantRefusal"_s);
    m_refusal->setTone(PlainLabel::Tone::Danger);
    m_totals->setObjectName(u"tenantTotals"_s);
    m_totals->setSize(PlainLabel::Size::Strong);
    m_needed->setObjectName(u"tenantNeeded"_s);
    for (PlainLabel *label : {m_rule, m_needed})
        label->setTone(PlainLabel::Tone::Secondary);
    for (PlainLabel *label : {m_rule, m_refusal, m_totals, m_needed})
        label->setWordWrap(true);
    m_error->setAction(tr("Read again"));
    m_goOn->setDefault(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    arrange();
    connect(m_id, &QLineEdit::textChanged, this, &TenantDialog::takeId);
    connect(&m_pause, &QTimer::timeout, this, &TenantDialog::look);
    connect(m_error, &ErrorPanel::actionClicked, this, &TenantDialog::look);
    connect(m_goOn, &QPushButton::clicked, this, &TenantDialog::goOn);
    connect(&m_desk, &Desk::gateChanged, this, &TenantDialog::showState);
    m_id->setFocus();
    showState();
}

void TenantDialog::arrange()
{
    auto *heading = new PlainLabel(tr("New tenant"), this);
    heading->setSize(PlainLabel::Size::Heading);
    auto *why =
        new PlainLabel(tr("Its namespace is held against the runbook's entry for tenants. Nothing is sent "
                          "before the next step."),
                       this);
    why->setTone(PlainLabel::Tone::Secondary);
    why->setWordWrap(true);
    auto *cancel = makeButton(u"tenantCancel"_s, tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    fields->addRow(tr("Id"), m_id);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_needed, 1);
    buttons->addWidget(cancel, 0, Qt::AlignBottom);
    buttons->addWidget(m_goOn, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(why);
    layout->addLayout(fields);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_refusal, m_rule, m_error, m_totals, m_lines})
        layout->addWidget(widget);
    layout->addStretch(1);
    layout->addLayout(buttons);
    resize(metrics::scaled(dialogWidth, fontMetrics()), metrics::scaled(dialogWidth * 3 / 4, fontMetrics()));
}

/// What was read of another id says nothing of this one.
void TenantDialog::takeId()
{
    m_pause.stop();
    m_look.reset();
    m_plan.reset();
    m_tenant.reset();
    m_error->clear();
    m_refusal->setText({});
    if (!m_id->text().isEmpty()) {
        const Result<Tenant> tenant = tenantOf(m_expectations, m_id->text());
        if (tenant)
            m_tenant = *tenant;
        else
            m_refusal->setText(tenant.error().detail);
    }
    if (m_tenant)
        m_pause.start();
    showState();
}

void TenantDialog::look()
{
    if (!m_tenant)
        return;
    m_error->clear();
    m_look = std::make_unique<TargetLook>(m_client, InterventionTarget::setUp(m_tenant->ns, m_tenant->wish));
    m_look->read(Purpose::Operator).deliver(m_look.get(), [this](const Result<Seen> &seen) { take(seen); });
}

void TenantDialog::take(const Result<Seen> &seen)
{
    if (seen)
        m_plan = planOf(m_tenant->wish, std::get<SeenConfig>(*seen));
    else
        m_error->setError(seen.error(), m_clock.utc());
    showState();
}

void TenantDialog::showState()
{
    m_refusal->setVisible(!m_refusal->text().isEmpty());
    m_rule->setVisible(m_tenant.has_value());
    if (m_tenant)
        m_rule->setText(tr("%1, as “%2” of %3, line %4, says")
                            .arg(m_tenant->ns, displayText(m_tenant->rule), displayText(m_expectations.file),
                                 QString::number(m_tenant->line)));
    m_totals->setVisible(m_plan.has_value());
    m_lines->setVisible(m_plan.has_value());
    if (m_plan) {
        m_totals->setText(planTotals(*m_plan));
        m_lines->setFacts(planFacts(*m_plan));
    }
    const QString why = blocker();
    m_needed->setText(why);
    m_goOn->setEnabled(why.isEmpty());
    setPlainToolTip(*m_goOn, why);
    m_goOn->setAccessibleDescription(why);
}

QString TenantDialog::blocker() const
{
    if (m_id->text().isEmpty())
        return tr("Still needed: an id.");
    if (!m_tenant)
        return tr("Still needed: another id.");
    if (const LeverGate gate = m_desk.gate(setUpKind(), m_tenant->ns); !gate.allowed)
        return tr("Off: %1").arg(gate.reason);
    if (!m_plan)
        return m_error->isVisible() ? tr("The namespace could not be read.")
                                    : tr("The namespace is being looked for…");
    return m_plan->hasSteps() ? QString() : tr("There is nothing that could be done.");
}

void TenantDialog::goOn()
{
    if (!blocker().isEmpty())
        return;
    const InterventionTarget target = InterventionTarget::setUp(m_tenant->ns, m_tenant->wish);
    accept();
    Q_EMIT setUp(target);
}

} // namespace signalbox
