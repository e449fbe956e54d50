// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copybutton.h"

#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolTip>

namespace signalbox {

using namespace Qt::StringLiterals;

CopyButton::CopyButton(const QString &objectName, const QString &what, QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(objectName);
    setIcon(themedIcon(u"copy"_s));
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(what);
    setPlainToolTip(*this, what);
    connect(this, &QToolButton::clicked, this, &CopyButton::copy);
}

void CopyButton::setCopied(const QString &text)
{
    m_copied = text;
    setEnabled(!text.isEmpty());
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_copied);
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), plainToolTip(tr("Copied")), this);
}

} // namespace signalbox
