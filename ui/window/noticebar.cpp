// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/noticebar.h"

#include "ui/widgets/banner.h"

#include <QVBoxLayout>

namespace signalbox {

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(this))
{
    setObjectName(QStringLiteral("notices"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    connect(m_banner, &Banner::buttonClicked, this, [this] {
        m_sentences.removeFirst();
        showFirst();
    });
}

void NoticeBar::add(const QString &sentence)
{
    if (m_sentences.contains(sentence))
        return;
    m_sentences << sentence;
    showFirst();
}

void NoticeBar::showFirst()
{
    if (m_sentences.isEmpty())
        m_banner->clear();
    else
        m_banner->show(Banner::Kind::Info, m_sentences.first(), tr("Dismiss"));
}

} // namespace signalbox
