// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progressline.h"

#include "models/base/displaytext.h"

#include <QTextStream>

#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 betweenMs = 100;
}

ProgressLine::ProgressLine()
    : m_isTerminal(isatty(STDERR_FILENO) != 0)
{
}

void ProgressLine::show(const QString &text)
{
    if (!m_isTerminal || (m_isShown && m_sinceShown.elapsed() < betweenMs))
        return;
    QTextStream(stderr) << u"\r\x1b[K"_s << copyText(text) << Qt::flush;
    m_isShown = true;
    m_sinceShown.start();
}

void ProgressLine::clear()
{
    if (std::exchange(m_isShown, false))
        QTextStream(stderr) << u"\r\x1b[K"_s << Qt::flush;
}

} // namespace signalbox
