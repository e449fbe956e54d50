// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/signinpanel.h"

#include "models/base/format.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QLineEdit>

namespace signalbox {

using namespace Qt::StringLiterals;

SignInPanel::SignInPanel(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(this))
    , m_address(new QLineEdit(this))
    , m_copy(new CopyButton(u"copySignInAddress"_s, tr("Copy the sign-in address"), this))
{
    m_sentence->setObjectName(u"signInSentence"_s);
    m_sentence->setTone(PlainLabel::Tone::Secondary);
    m_sentence->setWordWrap(true);
    m_address->setObjectName(u"signInAddress"_s);
    m_address->setAccessibleName(tr("Sign-in address"));
    m_address->setReadOnly(true);
    m_address->setFont(monospaced(font()));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(5);
    layout->addWidget(m_sentence, 0, 0, 1, 2);
    layout->addWidget(m_address, 1, 0);
    layout->addWidget(m_copy, 1, 1);
}

void SignInPanel::setAddress(const QUrl &address, Instant expiresAt)
{
    const QString text = QString::fromLatin1(address.toEncoded());
    m_sentence->setText(tr("Sign in again in the browser, until %1. If it did not open, use this address:")
                            .arg(formatTimeOfDay(expiresAt)));
    m_address->setText(text);
    m_address->setCursorPosition(0);
    m_copy->setCopied(text);
}

} // namespace signalbox
