// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanupwork.h"
#include "tests/unit/interventions/pullworld.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const QString deleteMethod = u"DeleteWorkflowExecution"_s;
inline const QString listMethod = u"ListWorkflowExecutions"_s;
inline const QString countMethod = u"CountWorkflowExecutions"_s;

/// As fast as the fake server goes, and few a page and a group, so that there are several.
inline CleanUpPace quickPace()
{
    CleanUpPace pace;
    pace.perSecond = 1e6;
    pace.atOnce = 4;
    pace.pageSize = 10;
    pace.groupSize = 5;
    pace.mostFailures = 5;
    pace.renewAgainAfter = 10ms;
    pace.countAgainAfter = 1ms;
    return pace;
}

/// So that something can be done between two of them.
inline CleanUpPace oneAtATime()
{
    CleanUpPace pace = quickPace();
    pace.atOnce = 1;
    return pace;
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Ada is signed in and may write in ns-a, which has closed runs of many ages.
class CleanUpWorld : public PullWorld
{
    Q_OBJECT

public:
    static constexpr auto day = 24h;

    CleanUpWorld()
    {
        // Budgets fill by the clock, which stands still.
        Limits limits = quickLimits();
        limits.visibilityPerSecond = limits.visibilityOperatorPerSecond =
            limits.visibilityBackgroundPerSecond = limits.visibilityPagingPerSecond = 1e6;
        client = Client::create(profile, *tokens, clock, limits).value();
    }

    /// So many runs that closed one hour after the other, the newest first, so long ago at the least.
    void addClosed(int count, Milliseconds age, const QString &type = u"Ingest"_s)
    {
        for (int i = 0; i < count; ++i)
            add(type, ExecutionStatus::Completed, clock.utc() - age - i * 1h);
    }
    Execution &add(const QString &type, ExecutionStatus status, std::optional<Instant> closed)
    {
        const QString number = QString::number(rows.size() + 1);
        rows.push_back({u"wf-"_s + number, u"run-"_s + number, type, u"q"_s, status,
                        closed.value_or(clock.utc()) - 1h, closed, 5, 100});
        return rows.back();
    }
    /// Signed in, with so many runs that are a day older than what is let go.
    [[nodiscard]] bool begin(int old)
    {
        if (!signIn())
            return false;
        addClosed(old, 15 * day);
        serveRows();
        return true;
    }
    /// Does it when so many are deleted.
    void onceDeleted(CleanUpRun &run, qint64 count, const std::function<void()> &deed)
    {
        connect(&run, &CleanUpRun::progressed, this, [&run, count, deed, isDone = false]() mutable {
            if (run.counts().deleted == count && !std::exchange(isDone, true))
                deed();
        });
    }
    /// The list has the latest to close first, as the server's.
    void serveRows()
    {
        std::stable_sort(rows.begin(), rows.end(), [](const Execution &a, const Execution &b) {
            return a.closeTime.value_or(Instant::max()) > b.closeTime.value_or(Instant::max());
        });
        server.setExecutions(lookedat::ns, rows);
    }
    [[nodiscard]] CleanUpOrder order(std::chrono::seconds age = 14 * day) const
    {
        return {lookedat::ns, age, std::chrono::floor<std::chrono::seconds>(clock.utc()) - age};
    }
    [[nodiscard]] std::unique_ptr<CleanUpRun> makeRun(qint64 expected, const CleanUpPace &pace = quickPace())
    {
        return std::make_unique<CleanUpRun>(*client, *tokens, *journal, clock, profile, order(), expected,
                                            u"tidy up"_s, pace);
    }
    /// To its end.
    [[nodiscard]] std::optional<CleanUpReport> cleaned(CleanUpRun &run)
    {
        std::optional<CleanUpReport> report;
        const auto link =
            connect(&run, &CleanUpRun::over, this, [&report](const CleanUpReport &told) { report = told; });
        run.start();
        if (!QTest::qWaitFor([&report] { return report.has_value(); }, 60'000))
            qWarning("the clean-up was never over");
        disconnect(link);
        return report;
    }
    [[nodiscard]] std::optional<CleanUpReport> cleaned(qint64 expected, const CleanUpPace &pace = quickPace())
    {
        const auto run = makeRun(expected, pace);
        return cleaned(*run);
    }
    /// Run ids that the server was told to delete, sorted.
    [[nodiscard]] QStringList deletedRuns() const
    {
        QStringList runs;
        for (const fake::RecordedCall &call : server.recorded(deleteMethod)) {
            static const QRegularExpression form(u"run_id: \"([^\"]*)\""_s);
            runs << form.match(call.request).captured(1);
        }
        runs.sort();
        return runs;
    }
    [[nodiscard]] qint64 remaining(const CleanUpOrder &of)
    {
        return await(client->countExecutions(of.ns, of.query(), Purpose::Operator)).value_or(-1);
    }

    std::vector<Execution> rows;
};

} // namespace signalbox
