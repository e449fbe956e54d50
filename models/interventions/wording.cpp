// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/wording.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/text.h"

namespace signalbox::wording {

QString words(const Error &error)
{
    const QString text = displayText(error.detail, 512);
    return text.isEmpty() || text.endsWith(u'.') ? text : text + u'.';
}

QString explained(const Error &error)
{
    Explanation text = explain(error);
    if (error.kind == ErrorKind::Unreachable)
        text.next = Text::tr("Check the network, then try again.");
    return text.sentence();
}

} // namespace signalbox::wording
