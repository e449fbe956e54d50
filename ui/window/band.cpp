// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/band.h"

#include "models/base/displaytext.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmentword.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/window/framepill.h"
#include "ui/window/leverssummary.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QPainter>

namespace signalbox {

using namespace Qt::StringLiterals;

Band::Band(const Profile &profile, Desk &desk, TokenService &tokens, QWidget *parent)
    : QWidget(parent)
    , m_profile(profile)
    , m_desk(desk)
    , m_tokens(tokens)
    , m_menus(new QMenuBar(this))
    , m_levers(new FramePill(u"leverState"_s, u"lock"_s, this))
    , m_user(new FramePill(u"userMenu"_s, u"user"_s, this))
{
    setFixedHeight(metrics::scaled(metrics::band, fontMetrics()));
    auto *word = new PlainLabel(environmentWord(profile.environment), this);
    word->setObjectName(u"environment"_s);
    word->setSize(PlainLabel::Size::Strong);
    word->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // what is cut first is not this
    auto *name = new PlainLabel(profile.name, this);
    name->setObjectName(u"profileName"_s);
    m_menus->setObjectName(u"menus"_s);
    m_menus->setNativeMenuBar(false);
    m_user->setPopupMode(QToolButton::InstantPopup);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(12);
    layout->addWidget(word);
    layout->addWidget(name);
    layout->addWidget(m_menus, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    layout->addWidget(m_levers);
    layout->addWidget(m_user);
    markPane(*this);
    connect(m_levers, &QToolButton::clicked, this, &Band::leverClicked);
    connect(&m_desk, &Desk::gateChanged, this, &Band::showLevers);
    connect(&m_desk, &Desk::underWayChanged, this, &Band::showLevers);
    connect(&m_tokens, &TokenService::userChanged, this, &Band::showUser);
    applyPalette();
    showLevers();
    showUser();
}

void Band::setUserMenu(QMenu *menu)
{
    m_user->setMenu(menu);
}

void Band::showLevers()
{
    const auto [text, why] = leversSummary(m_desk, m_tokens, m_profile);
    m_levers->setText(text);
    m_levers->setAccessibleName(text);
    m_levers->setAccessibleDescription(why);
    setPlainToolTip(*m_levers, why);
    m_levers->updateGeometry();
}

void Band::showUser()
{
    const auto &user = m_tokens.user();
    m_user->setText(user ? displayText(user->name, 40) : tr("not signed in"));
    m_user->setAccessibleName(user ? tr("Signed in as %1").arg(m_user->text()) : m_user->text());
    m_user->updateGeometry();
    showLevers();
}

void Band::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), palette().color(QPalette::Window));
}

void Band::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void Band::applyPalette()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette own;
    own.setColor(QPalette::Window, tokens.frame(m_profile.environment));
    own.setColor(QPalette::WindowText, tokens.onFrame);
    setPalette(own);
    m_menus->setPalette(own);
}

} // namespace signalbox
