// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/receiveranswer.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

Result<bool> takenBy(const HttpAnswer &answer)
{
    if (answer.status >= 200 && answer.status < 300)
        return true;
    QString why = Text::tr("it answered %1").arg(answer.status);
    if (const QString words = QString::fromUtf8(answer.body).simplified(); !words.isEmpty())
        why += u": "_s + displayText(words, receiverWordsShown);
    return fail(ErrorKind::Internal, why);
}

} // namespace signalbox
