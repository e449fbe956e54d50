// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/browserwait.h"

#include "models/base/format.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QPushButton *makeButton(const QString &objectName, const QString &text, const QString &accessibleName,
                        QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    button->setAutoDefault(false);
    return button;
}

} // namespace

BrowserWait::BrowserWait(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_sentence(new PlainLabel(this))
    , m_address(new QLineEdit(this))
    , m_copy(new CopyButton(u"copySignInAddress"_s, tr("Copy the sign-in address"), this))
{
    m_sentence->setObjectName(u"browserSentence"_s);
    m_address->setObjectName(u"signInAddress"_s);
    m_address->setAccessibleName(tr("Sign-in address"));
    m_address->setReadOnly(true);
    m_address->setFont(monospaced(font()));
    auto *again = makeButton(u"signInRetry"_s, tr("Try again"), tr("Open the browser again"), this);
    auto *cancel = makeButton(u"signInCancel"_s, tr("Cancel"), tr("Cancel the sign-in"), this);

    auto *line = new QHBoxLayout;
    line->addWidget(m_address, 1);
    for (QWidget *button : std::initializer_list<QWidget *>{m_copy, again, cancel})
        line->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_sentence);
    layout->addLayout(line);
    connect(again, &QPushButton::clicked, this, &BrowserWait::againClicked);
    connect(cancel, &QPushButton::clicked, this, &BrowserWait::cancelClicked);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &BrowserWait::showTimeLeft);
}

void BrowserWait::setAddress(const QUrl &address, Instant expiresAt)
{
    const QString text = QString::fromLatin1(address.toEncoded());
    m_expiresAt = expiresAt;
    m_address->setText(text);
    m_address->setCursorPosition(0);
    m_copy->setCopied(text);
    showTimeLeft();
}

void BrowserWait::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showTimeLeft();
    m_tick.start();
}

void BrowserWait::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void BrowserWait::showTimeLeft()
{
    if (m_address->text().isEmpty()) {
        m_sentence->setText(tr("Asking where to sign in…"));
        return;
    }
    const Milliseconds left = std::max(Milliseconds(0), m_expiresAt - m_clock.utc());
    m_sentence->setText(
        tr("Continue in the browser: %1 left. If none opened, use this address:").arg(formatDuration(left)));
}

} // namespace signalbox
