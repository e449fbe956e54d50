// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/formchoice.h"

#include "models/base/displaytext.h"
#include "ui/interventions/notebox.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int typeLetters = 12; // longer ones are scrolled to: no text widens the dialog

} // namespace

FormChoice::FormChoice(QWidget *parent)
    : QWidget(parent)
    , m_encoding(new QComboBox(this))
    , m_of(new PlainLabel(tr("of"), this))
    , m_messageType(new QComboBox(this))
    , m_ground(new PlainLabel(this))
    , m_caveat(new NoteBox(this))
    , m_accept(new QCheckBox(tr("Send it in this form nevertheless"), this))
{
    m_encoding->setObjectName(u"resultEncoding"_s);
    m_encoding->setAccessibleName(tr("Encoding of the result"));
    m_encoding->addItems({u"json/plain"_s, u"json/protobuf"_s});
    m_messageType->setObjectName(u"messageType"_s);
    m_messageType->setAccessibleName(tr("Message type of the result"));
    m_messageType->setEditable(true);
    m_messageType->setInsertPolicy(QComboBox::NoInsert);
    m_messageType->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_messageType->setMinimumContentsLength(typeLetters);
    m_messageType->lineEdit()->setPlaceholderText(tr("message type, as package.Message"));
    m_ground->setObjectName(u"formGround"_s);
    m_ground->setTone(PlainLabel::Tone::Secondary);
    m_ground->setWordWrap(true);
    m_caveat->setObjectName(u"caveat"_s);
    m_accept->setObjectName(u"acceptCaveat"_s);

    auto *label = new PlainLabel(tr("Sent as"), this);
    label->setTone(PlainLabel::Tone::Secondary);
    label->setBuddy(m_encoding);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_encoding);
    row->addWidget(m_of);
    row->addWidget(m_messageType, 1);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addLayout(row);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ground, m_caveat, m_accept})
        layout->addWidget(widget);
    connect(m_encoding, &QComboBox::activated, this, &FormChoice::choose);
    connect(m_messageType, &QComboBox::editTextChanged, this, &FormChoice::choose);
    connect(m_accept, &QCheckBox::toggled, this, &FormChoice::changed);
    showForm();
}

void FormChoice::setForms(const ValueForms &forms, const QString &activityType)
{
    m_forms = forms;
    m_activityType = activityType;
    const QSignalBlocker blocker(m_messageType);
    const QString typed = m_messageType->currentText();
    m_messageType->clear();
    m_messageType->addItems(messageTypes(forms));
    const Payload proposed = proposedForm(forms);
    if (!m_isChosen)
        m_encoding->setCurrentText(proposed.encoding);
    m_messageType->setEditText(m_isChosen ? typed : proposed.messageType);
    showForm();
    Q_EMIT changed();
}

WrittenResult FormChoice::written(const QByteArray &json) const
{
    Payload payload = chosen();
    payload.data = json;
    return {payload, m_caveatText};
}

bool FormChoice::acceptsCaveat() const
{
    return m_accept->isChecked();
}

QStringList FormChoice::missing(const QByteArray &json) const
{
    return m_forms ? missingFrom(written(json).payload)
                   : QStringList{tr("the form of the result, which is being read")};
}

void FormChoice::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    showForm();
}

void FormChoice::choose()
{
    m_isChosen = true;
    showForm();
    Q_EMIT changed();
}

/// An acceptance is of what was said, not of what is said next.
void FormChoice::showForm()
{
    const Payload payload = chosen();
    const bool isProtobuf = payload.encoding == "json/protobuf"_L1;
    const bool isOpen = m_forms && !m_isReadOnly;
    m_encoding->setEnabled(isOpen);
    m_messageType->setEnabled(isOpen);
    m_of->setVisible(isProtobuf);
    m_messageType->setVisible(isProtobuf);
    m_ground->setText(m_forms ? groundOf(*m_forms, m_activityType)
                              : tr("How this run's values are written is being read…"));
    m_ground->setVisible(!m_ground->text().isEmpty());
    const QString caveat = m_forms ? caveatOf(*m_forms, m_activityType, payload) : QString();
    if (caveat != std::exchange(m_caveatText, caveat)) {
        const QSignalBlocker blocker(m_accept);
        m_accept->setChecked(false);
    }
    m_caveat->setNote(NoteBox::Kind::Danger, caveat);
    m_caveat->setVisible(!caveat.isEmpty());
    m_accept->setVisible(!caveat.isEmpty());
    m_accept->setEnabled(isOpen);
}

Payload FormChoice::chosen() const
{
    const QString encoding = m_encoding->currentText();
    const QString type = m_messageType->currentText().trimmed();
    return {encoding, encoding == "json/protobuf"_L1 ? type : QString(), {}};
}

} // namespace signalbox
