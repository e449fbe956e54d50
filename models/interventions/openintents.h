// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>

#include <map>
#include <vector>

namespace signalbox {

/// The intents that no outcome ends, out of the records of a journal in their order. An "unknown" outcome
/// ends nothing, unless the run is gone for good. A value; as large as what is open, however long the
/// journal.
class OpenIntents
{
public:
    void take(const QJsonObject &record);

    /// Those of one profile, in order.
    [[nodiscard]] std::vector<QJsonObject> of(const QString &profileName) const;
    [[nodiscard]] bool contains(const QString &op) const { return m_places.contains(op); }

private:
    qint64 m_taken = 0;
    std::map<qint64, QJsonObject> m_intents; ///< by their place among the records
    QHash<QString, qint64> m_places;         ///< by operation
};

} // namespace signalbox
