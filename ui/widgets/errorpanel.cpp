// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/errorpanel.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QStringList detailsOf(const Error &error, Instant time)
{
    QStringList lines;
    const auto add = [&lines](const QString &label, const QString &value) {
        if (!value.isEmpty())
            lines << u"%1: %2"_s.arg(label, copyText(value).left(4096));
    };
    add(ErrorPanel::tr("said"), error.detail);
    add(ErrorPanel::tr("method"), error.method);
    add(ErrorPanel::tr("code"), error.code);
    add(ErrorPanel::tr("endpoint"), error.endpoint);
    add(ErrorPanel::tr("time"), formatIso(time));
    return lines;
}

} // namespace

ErrorPanel::ErrorPanel(QWidget *parent)
    : QFrame(parent)
    , m_what(new PlainLabel(this))
    , m_rest(new PlainLabel(this))
    , m_details(new PlainLabel(this))
{
    setObjectName(u"errorPanel"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    m_what->setObjectName(u"what"_s);
    m_what->setSize(PlainLabel::Size::Strong);
    m_what->setTone(PlainLabel::Tone::Danger);
    m_rest->setObjectName(u"rest"_s);
    m_details->setObjectName(u"details"_s);
    m_details->setSize(PlainLabel::Size::Mono);
    m_details->setTone(PlainLabel::Tone::Secondary);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    for (PlainLabel *label : {m_what, m_rest}) {
        label->setWordWrap(true);
        label->setSelectable(true);
        layout->addWidget(label);
    }
    auto *buttons = new QHBoxLayout;
    buildButtons(*buttons);
    layout->addLayout(buttons);
    m_details->setWordWrap(true);
    m_details->setSelectable(true);
    layout->addWidget(m_details);
    setVisible(false);
}

void ErrorPanel::buildButtons(QBoxLayout &layout)
{
    m_toggle = new QToolButton(this);
    m_toggle->setObjectName(u"detailsToggle"_s);
    m_toggle->setText(tr("Details"));
    m_toggle->setAccessibleName(tr("Details of the error"));
    m_toggle->setCheckable(true);
    m_action = new QPushButton(this);
    m_action->setObjectName(u"errorAction"_s);
    m_action->setVisible(false);
    m_copy = new QPushButton(tr("Copy"), this);
    m_copy->setObjectName(u"copyError"_s);
    m_copy->setAccessibleName(tr("Copy the error with its details"));
    layout.addWidget(m_toggle);
    layout.addStretch(1);
    layout.addWidget(m_action);
    layout.addWidget(m_copy);
    connect(m_toggle, &QToolButton::toggled, this, &ErrorPanel::showDetails);
    connect(m_action, &QPushButton::clicked, this, &ErrorPanel::actionClicked);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(details()); });
    showDetails(false);
}

void ErrorPanel::setError(const Error &error, Instant time, const QString &next)
{
    Explanation explanation = explain(error);
    if (!next.isEmpty())
        explanation.next = next;
    m_what->setText(explanation.what);
    m_rest->setText(explanation.why.isEmpty() || explanation.next.isEmpty()
                        ? explanation.why + explanation.next
                        : explanation.why + u' ' + explanation.next);
    m_rest->setVisible(!m_rest->text().isEmpty());
    m_lines = detailsOf(error, time);
    m_details->setLines(m_lines);
    setAccessibleName(explanation.sentence());
    setVisible(true);
}

void ErrorPanel::clear()
{
    setVisible(false);
}

void ErrorPanel::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setAccessibleName(text);
    m_action->setVisible(!text.isEmpty());
}

QString ErrorPanel::details() const
{
    return (QStringList{copyText(accessibleName())} + m_lines).join(u'\n');
}

void ErrorPanel::showDetails(bool shown)
{
    m_details->setVisible(shown);
}

} // namespace signalbox
