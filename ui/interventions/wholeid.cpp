// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/wholeid.h"

#include "models/base/displaytext.h"
#include "ui/theme/fonts.h"

#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 6; // more are scrolled to: a server takes ids of a thousand letters

} // namespace

WholeId::WholeId(const QString &id, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(u"wholeId"_s);
    setAccessibleName(tr("The id to type"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::ClickFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setFont(monospaced(font()));
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setPlainText(displayText(id));
    fitHeight();
}

void WholeId::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void WholeId::fitHeight()
{
    const int lines = std::clamp(document()->firstBlock().layout()->lineCount(), 1, mostLines);
    setFixedHeight(lines * fontMetrics().lineSpacing() + 2);
}

} // namespace signalbox
