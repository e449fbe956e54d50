// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ruleform.h"

#include "models/alerts/ruletext.h"
#include "models/policy/runbookreader.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString thresholdHint(RuleKind kind)
{
    if (isDuration(kind))
        return RuleForm::tr("a duration: 90s, 5m, 2h, 3d");
    if (isShare(kind))
        return RuleForm::tr("percent: 5, 5.2");
    return RuleForm::tr("a number");
}

/// A line that is the same keeps its cursor.
void setText(QLineEdit &edit, const QString &text)
{
    if (edit.text() != text)
        edit.setText(text);
}

} // namespace

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 2);
    m_grid->setColumnStretch(2, 3);
    m_id = addField(u"id"_s, tr("Id")).edit;
    addChoices();
    m_threshold = addField(u"threshold"_s, tr("Fires over")).edit;
    m_for = addField(u"for"_s, tr("For at least")).edit;
    m_keep = addField(u"keep_firing_for"_s, tr("Goes on for")).edit;
    addRow(*m_severity, tr("Severity"), nullptr);
    m_namespaces = addField(u"namespaces"_s, tr("Namespaces")).edit;
    m_queues = addField(u"queues"_s, tr("Queues")).edit;
    m_grid->addWidget(m_enabled, m_grid->rowCount(), 1, 1, 2);
    const std::initializer_list<QWidget *> order{m_id,       m_kind,       m_threshold, m_for,    m_keep,
                                                 m_severity, m_namespaces, m_queues,    m_enabled};
    for (const auto *one = order.begin(); std::next(one) != order.end(); ++one)
        setTabOrder(*one, *std::next(one));
    showHints();
}

void RuleForm::addRow(QWidget &editor, const QString &label, PlainLabel *remark)
{
    const int row = m_grid->rowCount();
    auto *name = new PlainLabel(label, this);
    name->setBuddy(&editor);
    name->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // its remark gives way
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(&editor, row, 1);
    if (remark)
        m_grid->addWidget(remark, row, 2);
    editor.setAccessibleName(label);
}

RuleForm::Field RuleForm::addField(const QString &key, const QString &label)
{
    const Field field{new QLineEdit(this), new PlainLabel(this)};
    field.edit->setObjectName(u"rule."_s + key);
    field.remark->setObjectName(u"ruleRemark."_s + key);
    field.remark->setWordWrap(true);
    m_remarks[key] = field.remark;
    addRow(*field.edit, label, field.remark);
    connect(field.edit, &QLineEdit::textEdited, this, &RuleForm::edited);
    return field;
}

void RuleForm::addChoices()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"rule.kind"_s);
    // Its longest words would take the room of all remarks.
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(22);
    for (std::size_t i = 0; i < ruleKinds; ++i) {
        const auto kind = static_cast<RuleKind>(i);
        m_kind->addItem(tr("%1 (%2)").arg(kindWords(kind), kindName(kind)));
    }
    addRow(*m_kind, tr("Kind"), nullptr);
    m_severity = new QComboBox(this);
    m_severity->setObjectName(u"rule.severity"_s);
    m_severity->addItem(tr("danger"), static_cast<int>(Signal::Danger));
    m_severity->addItem(tr("caution"), static_cast<int>(Signal::Caution));
    m_enabled = new QCheckBox(tr("It holds (else nothing is judged where it stands)"), this);
    m_enabled->setObjectName(u"rule.enabled"_s);
    m_enabled->setAccessibleName(tr("It holds"));
    connect(m_kind, &QComboBox::activated, this, [this] {
        showHints();
        Q_EMIT edited();
    });
    connect(m_severity, &QComboBox::activated, this, &RuleForm::edited);
    connect(m_enabled, &QCheckBox::clicked, this, &RuleForm::edited);
}

void RuleForm::showHints()
{
    m_hints = {{u"id"_s, tr("another id makes one more rule")},
               {u"threshold"_s, thresholdHint(static_cast<RuleKind>(m_kind->currentIndex()))},
               {u"for"_s, tr("0s: at once")},
               {u"keep_firing_for"_s, tr("after the value has come back")},
               {u"namespaces"_s, tr("tenant-*, prod; none: everywhere")},
               {u"queues"_s, tr("names without the namespace; none: all")}};
    setFaults({});
}

void RuleForm::setDraft(const RuleDraft &draft)
{
    setText(*m_id, draft.id);
    m_kind->setCurrentIndex(static_cast<int>(draft.kind));
    setText(*m_threshold, draft.threshold);
    setText(*m_for, draft.forDuration);
    setText(*m_keep, draft.keepFiringFor);
    m_severity->setCurrentIndex(m_severity->findData(static_cast<int>(draft.severity)));
    setText(*m_namespaces, draft.namespaces);
    setText(*m_queues, draft.queues);
    m_enabled->setChecked(draft.enabled);
    showHints();
}

RuleDraft RuleForm::draft() const
{
    return {m_id->text().trimmed(), static_cast<RuleKind>(m_kind->currentIndex()),
            m_threshold->text(),    m_for->text(),
            m_keep->text(),         static_cast<Signal>(m_severity->currentData().toInt()),
            m_enabled->isChecked(), m_namespaces->text(),
            m_queues->text()};
}

void RuleForm::setFaults(const std::vector<DraftFault> &faults)
{
    for (const auto &[key, remark] : m_remarks) {
        QStringList said;
        for (const DraftFault &fault : faults)
            if (fault.key == key)
                said << fault.sentence;
        remark->setTone(said.isEmpty() ? PlainLabel::Tone::Secondary : PlainLabel::Tone::Danger);
        remark->setLines(said.isEmpty() ? QStringList{m_hints[key]} : said);
    }
}

} // namespace signalbox
