// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/base/reply.h"
#include "models/interventions/acts.h"

#include <QDate>

namespace signalbox {

class Journal;

/// The journal as a list of acts, newest first, of a day or of all. Read anew by read(); what is not shown is
/// kept for another choice. Owner thread.
class ActsModel final : public KeyedRowsModel<Act>
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        VerbColumn,
        WorkflowColumn,
        NamespaceColumn,
        OutcomeColumn,
        ReasonColumn,
        UserColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum class Span { Today, Yesterday, All };

    ActsModel(const Journal &journal, const Clock &clock, QObject *parent = nullptr);

    void read();
    /// Days begin at midnight where the person is.
    void setSpan(Span span);
    [[nodiscard]] Span span() const { return m_span; }

    [[nodiscard]] const Act &act(int row) const { return KeyedRowsModel::row(row); }
    [[nodiscard]] const std::vector<Act> &shown() const { return rows(); }
    /// When the journal was read as it is shown; nullopt: not yet.
    [[nodiscard]] std::optional<Instant> readAt() const { return m_readAt; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] bool hasAll() const { return m_acts.areAll; }
    [[nodiscard]] int unreadableLines() const { return m_acts.unreadableLines; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changed(); ///< read, well or not, or another span

private:
    void show();

    const Journal &m_journal;
    const Clock &m_clock;
    Span m_span = Span::Today;
    Acts m_acts;
    std::optional<Instant> m_readAt;
    std::optional<Error> m_failure;
    Delivery m_reading;
};

} // namespace signalbox
