// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/receiptpanel.h"

#include "models/base/displaytext.h"
#include "models/interventions/leverkind.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/factgrid.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString shapeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return u"✓"_s;
    case Outcome::Refused:
        return u"■"_s;
    case Outcome::LostRace:
    case Outcome::Partly:
        return u"▲"_s;
    case Outcome::GivenUp:
        return u"○"_s;
    case Outcome::Unknown:
        break;
    }
    return u"◇"_s;
}

Fact principalFact(const Receipt &receipt)
{
    Fact fact{u"principal"_s, ReceiptPanel::tr("principal"), receipt.principal, true, {}, false};
    if (receipt.principal.isEmpty()) {
        fact.value = u"–"_s;
        fact.aside = ReceiptPanel::tr("this server records none");
    } else if (receipt.principalMatches) {
        fact.aside = ReceiptPanel::tr("you, according to the server");
    } else {
        fact.aside = ReceiptPanel::tr("not you: somebody else did it");
        fact.isAsideAlarming = true;
    }
    return fact;
}

std::vector<Fact> factsOf(const Receipt &receipt)
{
    std::vector<Fact> facts;
    if (receipt.eventId) {
        facts.push_back({u"event"_s,
                         ReceiptPanel::tr("history event"),
                         QString::number(*receipt.eventId),
                         true,
                         {},
                         false});
        facts.push_back(principalFact(receipt));
    }
    if (!receipt.newRunId.isEmpty())
        facts.push_back({u"newRun"_s, ReceiptPanel::tr("new run"), receipt.newRunId, true, {}, false});
    if (!receipt.identity.isEmpty())
        facts.push_back({u"identity"_s, ReceiptPanel::tr("identity"), receipt.identity, true, {}, false});
    facts.push_back({u"operation"_s, ReceiptPanel::tr("operation"), receipt.opId, true, {}, false});
    if (receipt.error && !receipt.error->code.isEmpty())
        facts.push_back({u"code"_s, ReceiptPanel::tr("answer"), receipt.error->code, true, {}, false});
    return facts;
}

QString receiptText(const Receipt &receipt, const InterventionTarget &target)
{
    QStringList lines{u"%1: %2"_s.arg(outcomeName(receipt.outcome), receipt.sentence)};
    const auto add = [&lines](const QString &label, const QString &value) {
        if (!value.isEmpty())
            lines << u"%1: %2"_s.arg(label, value);
    };
    add(ReceiptPanel::tr("namespace"), target.ns);
    add(ReceiptPanel::tr("workflow"), target.workflowId);
    add(ReceiptPanel::tr("run"), target.runId);
    add(ReceiptPanel::tr("activity"), target.activityId);
    for (const Fact &fact : factsOf(receipt))
        add(fact.label, fact.aside.isEmpty() ? fact.value : u"%1 (%2)"_s.arg(fact.value, fact.aside));
    for (QString &line : lines)
        line = copyText(line);
    return lines.join(u'\n');
}

QPushButton *makeButton(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ReceiptPanel::ReceiptPanel(QWidget *parent)
    : QWidget(parent)
    , m_note(new NoteBox(this))
    , m_facts(new FactGrid(this))
    , m_copy(new CopyButton(u"copyReceipt"_s, tr("Copy the receipt"), this))
    , m_bringBack(makeButton(u"bringBack"_s, tr("Bring it back…"), this))
    , m_newRun(makeButton(u"openNewRun"_s, tr("Open the new run"), this))
{
    setObjectName(u"receipt"_s);
    m_copy->setText(tr("Copy receipt"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_note);
    layout->addWidget(m_facts);
    auto *next = new QHBoxLayout;
    next->addWidget(m_copy);
    next->addWidget(m_bringBack);
    next->addWidget(m_newRun);
    next->addStretch(1);
    layout->addLayout(next);
    connect(m_bringBack, &QPushButton::clicked, this, &ReceiptPanel::bringBack);
    connect(m_newRun, &QPushButton::clicked, this, &ReceiptPanel::openNewRun);
}

void ReceiptPanel::setReceipt(const Receipt &receipt, const InterventionTarget &target)
{
    m_note->setHeading(shapeOf(receipt.outcome) + u' ' + outcomeName(receipt.outcome));
    m_note->setNote(noteKindOf(receipt.outcome), receipt.sentence);
    m_facts->setFacts(factsOf(receipt));
    m_copy->setCopied(receiptText(receipt, target));
    m_bringBack->setVisible(kindOf(target.act).next() && receipt.outcome == Outcome::Done);
    m_newRun->setVisible(!receipt.newRunId.isEmpty());
    setAccessibleName(u"%1. %2"_s.arg(outcomeName(receipt.outcome), displayText(receipt.sentence)));
}

NoteBox::Kind noteKindOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return NoteBox::Kind::Clear;
    case Outcome::Refused:
        return NoteBox::Kind::Danger;
    case Outcome::LostRace:
    case Outcome::Partly:
        return NoteBox::Kind::Caution;
    case Outcome::GivenUp:
    case Outcome::Unknown:
        break;
    }
    return NoteBox::Kind::Quiet;
}

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return ReceiptPanel::tr("Done");
    case Outcome::Refused:
        return ReceiptPanel::tr("Refused");
    case Outcome::LostRace:
        return ReceiptPanel::tr("Lost race");
    case Outcome::GivenUp:
        return ReceiptPanel::tr("Given up");
    case Outcome::Partly:
        return ReceiptPanel::tr("Partly done");
    case Outcome::Unknown:
        break;
    }
    return ReceiptPanel::tr("Unknown");
}

} // namespace signalbox
