// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/meter.h"

#include "models/workflows/workflowtablemodel.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QKeyEvent>
#include <QThread>

#include <functional>
#include <limits>

// How long the UI thread is held by what is done to a long list that a view shows: reading it, reading it
// again, sorting, copying. What is measured is the thread's own processor time in its longest single event.
// At 100,000 rows the limit is that of a step; at a million the figures are told, and nothing is judged.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

constexpr int judgedRows = 100'000;
constexpr int toldRows = 1'000'000;
constexpr double step = 16; // ms: a frame
const QString ns = u"bench"_s;

Execution executionOf(int number, ExecutionStatus status)
{
    static const QString type = u"KnowledgeIngestWorkflow"_s;
    static const QString queue = u"stratmaster-prod.knowledge_ingest"_s;
    const Instant start{std::chrono::milliseconds(1'790'000'000'000)};
    return {u"ingest-customer-%1"_s.arg(number, 24, 10, QChar(u'0')),
            u"00000000-0000-4000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')),
            type,
            queue,
            status,
            start + Milliseconds(number),
            {},
            0,
            0};
}

/// The list after a while: one run in `every` is gone, one has ended, and as many have begun.
std::vector<Execution> list(int rows, int every, int begun)
{
    std::vector<Execution> executions;
    executions.reserve(static_cast<std::size_t>(rows));
    for (int i = 0; i < begun; ++i)
        executions.push_back(executionOf(rows + i, ExecutionStatus::Running));
    for (int i = 0; i < rows; ++i)
        if (every == 0 || i % every != every / 2)
            executions.push_back(executionOf(i, every != 0 && i % every == 0 ? ExecutionStatus::Completed
                                                                             : ExecutionStatus::Running));
    return executions;
}

Limits unlimited()
{
    Limits limits;
    limits.visibilityPerSecond = limits.visibilityOperatorPerSecond = limits.visibilityBackgroundPerSecond =
        limits.visibilityPagingPerSecond = 1e6;
    return limits;
}

class Bench
{
public:
    Bench(bench::MeteredApplication &application, int rows)
        : m_application(application)
        , m_rows(rows)
    {
        m_server.setNamespaces({{ns, {}, {}, {}, NamespaceState::Registered, {}, false, false, {}, {}}});
        m_view.setModel(&m_model);
        m_view.resize(1200, 800);
        m_view.show();
    }

    bool run()
    {
        std::printf("%d rows\n", m_rows);
        bool good = true;
        m_server.setExecutions(ns, list(m_rows, 0, 0));
        good &= took("load all", [this] {
            m_model.load(ns, {});
            m_model.fetchAll(std::numeric_limits<int>::max());
        });
        good &= took("read again, nothing changed", [this] { m_model.refresh(); });
        good &= readAgain("read again, 0.01 % came, went and ended", 10'000);
        good &= readAgain("read again, 2 % came, went and ended", 50);
        m_view.selectRow(m_rows / 2);
        good &=
            took("sort", [this] { m_model.sort(WorkflowTableModel::WorkflowIdColumn, Qt::AscendingOrder); });
        good &= readAgain("read again sorted, 0.01 %", 10'000);
        good &= readAgain("read again sorted, 2 %", 50);
        m_view.selectAll();
        good &= readAgain("read again with all selected, 2 %", 49);
        m_view.selectAll();
        good &= took(
            "copy all",
            [this] {
                QGuiApplication::clipboard()->clear();
                QKeyEvent press(QEvent::KeyPress, Qt::Key_C, Qt::ControlModifier);
                m_application.notify(&m_view, &press);
            },
            [] { return !QGuiApplication::clipboard()->text().isEmpty(); });
        return good;
    }

private:
    bool readAgain(const char *what, int every)
    {
        m_server.setExecutions(ns, list(m_rows, every, m_rows / every));
        return took(what, [this] { m_model.refresh(); });
    }

    /// Does it, waits until it is done and nothing comes any more, and judges the longest event.
    bool took(const char *what, const std::function<void()> &work, const std::function<bool()> &done = {})
    {
        QCoreApplication::processEvents();
        std::ignore = m_application.takeEvents();
        const double before = bench::threadMilliseconds();
        work();
        double longest = bench::threadMilliseconds() - before;
        for (int quiet = 0; quiet < (m_rows > judgedRows ? 400 : 60);) { // a sort of the larger takes seconds
            QCoreApplication::processEvents();
            QThread::msleep(10);
            const bool isReady = m_model.state() == WorkflowTableModel::State::Ready;
            quiet = isReady && (!done || done()) ? quiet + 1 : 0;
        }
        for (const double each : m_application.takeEvents())
            longest = std::max(longest, each);
        if (m_rows > judgedRows) {
            std::printf("%-58s %9.2f\n", what, longest);
            std::fflush(stdout);
            return true;
        }
        return bench::isWithin(what, longest, step * bench::slack());
    }

    bench::MeteredApplication &m_application;
    int m_rows;
    fake::TemporalServer m_server;
    fake::StaticTokenSource m_tokens;
    SystemClock m_clock;
    std::unique_ptr<Client> m_client =
        Client::create(m_server.profile(), m_tokens, m_clock, unlimited()).value();
    WorkflowTableModel m_model{*m_client, m_clock};
    TableView m_view{u"list"_s, u"List"_s};
};

} // namespace

int main(int argc, char **argv)
{
    bench::MeteredApplication application(argc, argv);
    dispatcher::init();
    bool good = true;
    for (const int rows : {judgedRows, toldRows})
        good &= Bench(application, rows).run();
    return good ? 0 : 1;
}
