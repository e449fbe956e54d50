// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/sentcommand.h"

#include "models/base/displaytext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QToolButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int wholeHeight = 76;                  // four lines at 100 %
constexpr qsizetype shownCharacters = 16 * 1024; // a result of 2 MiB is no reading

} // namespace

SentCommand::SentCommand(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_line(new ElidedLabel(this, Qt::ElideRight))
    , m_result(new PlainLabel(this))
    , m_whole(new QPlainTextEdit(this))
    , m_copy(new CopyButton(u"copyCommand"_s, tr("Copy the command line"), this))
{
    m_toggle->setObjectName(u"whatIsSent"_s);
    m_toggle->setText(tr("What is sent"));
    m_toggle->setAccessibleName(tr("Show the whole command line"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_line->setObjectName(u"command"_s);
    m_line->setMonospaced(true);
    m_result->setObjectName(u"sentAs"_s);
    m_result->setTone(PlainLabel::Tone::Secondary);
    m_result->setWordWrap(true);
    m_result->setSelectable(true);
    m_whole->setObjectName(u"wholeCommand"_s);
    m_whole->setAccessibleName(tr("The whole command line"));
    m_whole->setReadOnly(true);
    m_whole->setTabChangesFocus(true);
    m_whole->setWordWrapMode(QTextOption::WrapAnywhere);
    m_whole->setFont(monospaced(font()));
    m_whole->setFixedHeight(metrics::scaled(wholeHeight, fontMetrics()));

    auto *row = new QHBoxLayout;
    row->addWidget(m_toggle);
    row->addWidget(m_line, 1);
    row->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_result);
    layout->addWidget(m_whole);
    connect(m_toggle, &QToolButton::toggled, this, &SentCommand::setOpen);
    setOpen(false);
}

void SentCommand::setCommand(const QString &command, const QString &result)
{
    m_result->setText(result);
    m_result->setVisible(m_toggle->isChecked() && !result.isEmpty());
    if (command == m_command)
        return;
    m_command = command;
    const QString safe = copyText(command);
    m_line->setText(safe.left(shownCharacters));
    m_whole->setPlainText(displayText(safe, shownCharacters));
    m_copy->setCopied(safe);
}

void SentCommand::setOpen(bool open)
{
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_whole->setVisible(open);
    m_result->setVisible(open && !m_result->text().isEmpty());
    if (open)
        Q_EMIT opened();
}

} // namespace signalbox
