// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/interventionform.h"

#include "models/base/displaytext.h"
#include "ui/interventions/formchoice.h"
#include "ui/interventions/resultinput.h"
#include "ui/interventions/wholeid.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

PlainLabel *makeLabel(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setTone(PlainLabel::Tone::Secondary);
    label->setBuddy(buddy);
    return label;
}

/// What asks for the id, and what copies it.
std::pair<QString, QString> idWords(const InterventionTarget &target)
{
    if (target.isNamespace())
        return {InterventionForm::tr("Type the namespace's name"),
                InterventionForm::tr("Copy the namespace's name")};
    if (target.activityId.isEmpty())
        return {InterventionForm::tr("Type the workflow id"), InterventionForm::tr("Copy the workflow id")};
    return {InterventionForm::tr("Type the activity id"), InterventionForm::tr("Copy the activity id")};
}

} // namespace

InterventionForm::InterventionForm(const InterventionTarget &target, Environment environment, QWidget *parent)
    : QWidget(parent)
    , m_target(target)
    , m_kind(kindOf(target.act))
    , m_environment(environment)
    , m_wanted(m_kind.wanted(target))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    m_reason = addLine(*layout, u"reason"_s, m_kind.reasonLabel());
    for (const LeverInput &input : m_kind.inputs()) {
        layout->addSpacing(4);
        m_lines.push_back(addLine(*layout, input.name, input.label));
        m_begun << QString();
    }
    if (m_kind.takesResult()) {
        m_result = new ResultInput(this);
        layout->addSpacing(4);
        layout->addWidget(makeLabel(tr("Result, as JSON"), m_result, this));
        m_choice = new FormChoice(this);
        layout->addWidget(m_result);
        layout->addWidget(m_choice);
        connect(m_result, &ResultInput::changed, this, &InterventionForm::changed);
        connect(m_choice, &FormChoice::changed, this, &InterventionForm::changed);
    }
    if (mustTypeId(target, environment)) {
        layout->addSpacing(4);
        addTypedId(*layout);
    }
    setFocusProxy(m_reason);
}

void InterventionForm::addTypedId(QVBoxLayout &layout)
{
    const QString &id = m_target.id();
    const auto [type, copyIt] = idWords(m_target);
    m_typedId = addLine(layout, u"typedId"_s, type);
    m_typedId->setFont(monospaced(font()));
    auto *row = new QHBoxLayout;
    auto *copy = new CopyButton(u"copyTypedId"_s, copyIt, this);
    copy->setCopied(copyText(id));
    row->addWidget(new WholeId(id, this), 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    layout.insertLayout(layout.count() - 1, row); // between its label and its line
}

QLineEdit *InterventionForm::addLine(QVBoxLayout &layout, const QString &objectName, const QString &label)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(objectName);
    line->setAccessibleName(label);
    line->installEventFilter(this);
    layout.addWidget(makeLabel(label, line, this));
    layout.addWidget(line);
    connect(line, &QLineEdit::textChanged, this, &InterventionForm::changed);
    return line;
}

Confirmation InterventionForm::confirmation() const
{
    return {m_reason->text(), m_typedId ? m_typedId->text() : QString(),
            m_choice && m_choice->acceptsCaveat()};
}

LeverValues InterventionForm::values() const
{
    return {m_result ? m_choice->written(m_result->bytes()) : WrittenResult(), lines()};
}

QStringList InterventionForm::texts() const
{
    QStringList all;
    for (const QLineEdit *line : m_lines)
        all << line->text();
    return all;
}

/// What a line can't hold whole is no change of the operator's either.
QStringList InterventionForm::lines() const
{
    QStringList all = texts();
    const QStringList read = m_seen ? m_kind.initial(*m_seen) : m_begun;
    for (qsizetype i = 0; i < all.size(); ++i)
        if (all[i] == m_begun[i])
            all[i] = read.value(i);
    return all;
}

void InterventionForm::setSeen(const Seen &seen)
{
    const bool isFirst = !m_seen;
    m_seen = seen;
    const QStringList now = m_kind.initial(seen);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        QLineEdit &line = *m_lines[i];
        QString &begun = m_begun[static_cast<qsizetype>(i)];
        const bool isUntouched = line.text() == begun;
        begun = now.value(static_cast<qsizetype>(i)).left(line.maxLength());
        const auto at = static_cast<qsizetype>(i);
        const QString wanted = isFirst && !m_kind.keeps(at, begun) ? m_wanted.value(at) : QString();
        const QString &text = wanted.isEmpty() ? begun : wanted;
        if (isUntouched && line.text() != text)
            line.setText(text);
    }
}

bool InterventionForm::isTyped(qsizetype line) const
{
    const QString text = m_lines[static_cast<std::size_t>(line)]->text();
    return text != m_begun[line] && (m_wanted.value(line).isEmpty() || text != m_wanted[line]);
}

void InterventionForm::setForms(const ValueForms &forms, const QString &activityType)
{
    if (m_choice)
        m_choice->setForms(forms, activityType);
}

bool InterventionForm::hasText() const
{
    if (!m_reason->text().isEmpty() || (m_typedId && !m_typedId->text().isEmpty()) || hasResult())
        return true;
    for (qsizetype i = 0; i < m_begun.size(); ++i)
        if (isTyped(i))
            return true;
    return false;
}

bool InterventionForm::hasResult() const
{
    return m_result && !m_result->bytes().isEmpty();
}

QStringList InterventionForm::missing() const
{
    QStringList words = missingFrom(confirmation(), m_target, m_environment, values().result.caveat);
    if (m_seen)
        words << m_kind.missing(*m_seen, lines());
    if (m_result && !m_result->isValid())
        words << tr("a valid result");
    if (m_result)
        words << m_choice->missing(m_result->bytes());
    return words;
}

void InterventionForm::setReadOnly(bool readOnly)
{
    m_reason->setReadOnly(readOnly);
    for (QLineEdit *line : m_lines)
        line->setReadOnly(readOnly);
    if (m_result)
        m_result->setReadOnly(readOnly);
    if (m_choice)
        m_choice->setReadOnly(readOnly);
    if (m_typedId)
        m_typedId->setReadOnly(readOnly);
}

bool InterventionForm::eventFilter(QObject *watched, QEvent *event)
{
    // Enter would press the dialog's default button and close it on a half-typed reason.
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            focusNextChild();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace signalbox
