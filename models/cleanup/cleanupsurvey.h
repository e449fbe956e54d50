// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/cleanup/cleanupplan.h"
#include "models/temporal/executionpage.h"

#include <QObject>

namespace signalbox {

class Client;

/// What would go, before anything does.
struct CleanUpSurvey
{
    /// Of one type of workflows.
    struct Type
    {
        QString name;
        qint64 count = 0;

        bool operator==(const Type &) const = default;
    };

    CleanUpOrder order;
    Instant taken;
    qint64 count = 0;
    StatusCounts byStatus;
    std::vector<Type> types; ///< the most first; the largest few
    qint64 otherTypes = 0;   ///< runs of further types
    /// Where a person looks whether the cut-off is right, and what is the oldest that goes.
    std::vector<Execution> newest; ///< newest first, as the next
    std::vector<Execution> oldest; ///< none of newest is in it

    /// When the oldest closed; nothing where nothing would go.
    [[nodiscard]] std::optional<Instant> oldestClosed() const;
    bool operator==(const CleanUpSurvey &) const = default;
};

/// Counts and samples what an order means, by a few calls of visibility (about a dozen where there are many):
/// the server lists newest first and sorts by nothing else, so the oldest are found by counting. One at a
/// time. Owner thread.
class CleanUpSurveyor final : public QObject
{
    Q_OBJECT

public:
    CleanUpSurveyor(Client &client, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] Reply<CleanUpSurvey> survey(const CleanUpOrder &order);
    void stop(); ///< there is no answer then

private:
    void takeCounts(const Result<StatusCounts> &counts);
    void takeFirst(const Result<ExecutionPage> &page);
    void countTypesOf(const ExecutionPage &page);
    void searchOldest();
    void takeOlder(Instant than, const Result<qint64> &count);
    void listOldest();
    void nextType();
    void takeType(const QString &name, const Result<qint64> &count);
    void finish();
    void fail(const Error &error);
    [[nodiscard]] QString closedBefore(Instant time) const;
    [[nodiscard]] QString withoutTypes() const;

    Client &m_client;
    const Clock &m_clock;
    CleanUpSurvey m_survey;
    Instant m_none; ///< nothing closed before it
    Instant m_some; ///< this many did:
    qint64 m_before = 0;
    std::optional<ReplyPromise<CleanUpSurvey>> m_promise;
    Delivery m_step;
};

} // namespace signalbox
