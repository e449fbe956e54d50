// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keepsplitter.h"

#include "ui/state/uistate.h"

#include <QSplitter>

namespace signalbox {

using namespace Qt::StringLiterals;

void keepSplitter(QSplitter &splitter, UiState &state)
{
    const QString key = u"splitter/"_s + splitter.objectName();
    if (const QByteArray kept = state.bytes(key); !kept.isEmpty())
        splitter.restoreState(kept);
    QObject::connect(&splitter, &QSplitter::splitterMoved, &splitter,
                     [&splitter, &state, key] { state.set(key, splitter.saveState()); });
}

} // namespace signalbox
