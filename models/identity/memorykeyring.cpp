// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

Reply<Secret> MemoryKeyring::read(const QString &key)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return finishedReply<Secret>(fail(ErrorKind::NotFound, Text::tr("nothing is saved")));
    return finishedReply<Secret>(found->second.clone());
}

Reply<bool> MemoryKeyring::write(const QString &key, const Secret &value)
{
    m_entries.insert_or_assign(key, value.clone());
    return finishedReply<bool>(true);
}

Reply<bool> MemoryKeyring::remove(const QString &key)
{
    m_entries.erase(key);
    return finishedReply<bool>(true);
}

} // namespace signalbox
