// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/discardquestion.h"

#include "models/base/text.h"

#include <QMessageBox>
#include <QPushButton>

namespace signalbox {

using namespace Qt::StringLiterals;

QPushButton *askToDiscard(QWidget &window)
{
    const QString name = u"discardQuestion"_s;
    if (window.findChild<QMessageBox *>(name))
        return nullptr;
    auto *box = new QMessageBox(QMessageBox::NoIcon, window.windowTitle(),
                                Text::tr("What you wrote here has not been sent. Throw it away?"),
                                QMessageBox::NoButton, &window);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    auto *keep = box->addButton(Text::tr("Keep writing"), QMessageBox::RejectRole);
    keep->setObjectName(u"keepWriting"_s);
    auto *discard = box->addButton(Text::tr("Throw it away"), QMessageBox::DestructiveRole);
    discard->setObjectName(u"discard"_s);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    box->open();
    return discard;
}

} // namespace signalbox
