// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusline.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "models/temporal/client.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/connectiondot.h"
#include "ui/window/leverssummary.h"
#include "ui/window/spendingfacts.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds messageLasts{12};

QString zoneText()
{
    const int offset = QDateTime::currentDateTime().offsetFromUtc() / 60;
    const QString sign = offset < 0 ? u"−"_s : u"+"_s;
    const int minutes = std::abs(offset);
    if (offset == 0)
        return u"UTC"_s;
    const QString hours = u"UTC%1%2"_s.arg(sign).arg(minutes / 60);
    return minutes % 60 == 0 ? hours : hours + u":%1"_s.arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString connectionText(const Client &client)
{
    switch (client.connection()) {
    case ConnectionState::Connecting:
        return StatusLine::tr("connecting…");
    case ConnectionState::Lost:
        return StatusLine::tr("no answer");
    case ConnectionState::Connected:
        break;
    }
    const auto trip = client.roundTrip();
    return trip ? StatusLine::tr("connected %1 ms").arg(trip->count()) : StatusLine::tr("connected");
}

} // namespace

StatusLine::StatusLine(const Profile &profile, Client &client, Desk &desk, const TokenService &tokens,
                       QWidget *parent)
    : QWidget(parent)
    , m_profile(profile)
    , m_client(client)
    , m_desk(desk)
    , m_tokens(tokens)
    , m_dot(new ConnectionDot(this))
    , m_connection(new PlainLabel(this))
    , m_version(new PlainLabel(this))
    , m_calls(new PlainLabel(this))
    , m_age(new PlainLabel(this))
    , m_message(new ElidedLabel(this, Qt::ElideRight))
    , m_user(new PlainLabel(this))
    , m_levers(new PlainLabel(this))
{
    setObjectName(u"statusLine"_s);
    setFixedHeight(metrics::scaled(metrics::statusBar, fontMetrics()));
    auto *zone = new PlainLabel(zoneText(), this);
    zone->setTone(PlainLabel::Tone::Secondary);
    m_connection->setObjectName(u"connection"_s);
    m_version->setObjectName(u"serverVersion"_s);
    m_calls->setObjectName(u"calls"_s);
    setPlainToolTip(*m_calls, tr("By kind: Help, What the console spends"));
    m_age->setObjectName(u"dataAge"_s);
    m_message->setObjectName(u"message"_s);
    m_user->setObjectName(u"statusUser"_s);
    m_levers->setObjectName(u"statusLevers"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 1, 12, 0);
    layout->setSpacing(6);
    layout->addWidget(m_dot);
    for (PlainLabel *label : {m_connection, m_version, m_calls, m_age}) {
        label->setTone(PlainLabel::Tone::Secondary);
        layout->addWidget(label);
        layout->addSpacing(12);
    }
    layout->addWidget(m_message, 1);
    for (PlainLabel *label : {m_user, m_levers}) {
        label->setTone(PlainLabel::Tone::Secondary);
        layout->addWidget(label);
        layout->addSpacing(12);
    }
    layout->addWidget(zone);

    m_forget.setSingleShot(true);
    connect(&m_forget, &QTimer::timeout, this, [this] { m_message->setText({}); });
    connect(&m_client, &Client::connectionChanged, this, &StatusLine::showConnection);
    connect(&m_tokens, &TokenService::userChanged, this, &StatusLine::showUser);
    connect(&m_desk, &Desk::gateChanged, this, &StatusLine::showLevers);
    connect(&m_desk, &Desk::underWayChanged, this, &StatusLine::showLevers);
    showConnection();
    showUser();
}

void StatusLine::showConnection()
{
    m_dot->setConnected(m_client.connection() == ConnectionState::Connected);
    m_connection->setText(connectionText(m_client));
    m_calls->setText(spendingText(m_client.trafficLastMinute()));
}

void StatusLine::showUser()
{
    const auto &user = m_tokens.user();
    QString text = user ? displayText(user->name, 40) : tr("not signed in");
    if (user && !user->groups.isEmpty())
        text += u" · "_s + displayText(user->groups.join(u", "_s), 40); // "Who am I" has them all
    m_user->setText(text);
    showLevers();
}

void StatusLine::showLevers()
{
    const auto [text, why] = leversSummary(m_desk, m_tokens, m_profile);
    m_levers->setText(text);
    setPlainToolTip(*m_levers, why);
}

void StatusLine::setServerVersion(const QString &version)
{
    m_version->setText(version.isEmpty() ? QString() : tr("Temporal %1").arg(version));
}

void StatusLine::setDataAge(std::optional<Milliseconds> age, bool stale)
{
    m_age->setText(age ? tr("data %1 old").arg(formatDuration(age)) : tr("no data yet"));
    m_age->setTone(stale ? PlainLabel::Tone::Danger : PlainLabel::Tone::Secondary);
}

void StatusLine::setPast()
{
    m_age->setText(tr("data of the past"));
    m_age->setTone(PlainLabel::Tone::Secondary);
}

void StatusLine::say(const QString &sentence)
{
    m_message->setText(sentence);
    m_forget.start(messageLasts);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace signalbox
