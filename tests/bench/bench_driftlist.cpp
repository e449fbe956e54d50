// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/meter.h"

#include "models/base/dispatcher.h"
#include "models/policy/expectations.h"
#include "models/runbook/driftlistmodel.h"
#include "models/runbook/seencluster.h"
#include "ui/runbook/driftcells.h"
#include "ui/widgets/rowanchor.h"
#include "ui/widgets/tableview.h"

#include <QThread>

#include <functional>

// How long the UI thread is held by what is done to the rules of a cluster of 1,000 namespaces with 5 queues
// each that a view shows. What is measured is the thread's own processor time in its longest single event.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int namespaces = 1000;
constexpr int queues = 5;
constexpr double step = 16; // ms: a frame

const QByteArray file =
    "version = 1\nqueue_names = '<namespace>.<queue>'\n"
    "[[namespace]]\nmatch = '*'\nretention = '3d'\npurpose = 'p'\nowner = 'o@example.org'\n"
    "[[queue]]\nname = 'q0'\nowner = 'A'\n[[queue]]\nname = 'q1'\nowner = 'B'\n"
    "[[worker]]\nactivity_pollers = 5\nactivity_slots = 10\n"
    "[[clean_up]]\nolder_than = '14d'\n[[rate_limit]]\nqueues = ['*']\nper_second = 50\n";

/// `odd`: of each so many namespaces one keeps too long.
SeenCluster clusterOf(int odd)
{
    SeenCluster cluster;
    cluster.allListed = true;
    for (int i = 0; i < namespaces; ++i) {
        SeenNamespace ns;
        ns.name = u"tenant-%1"_s.arg(i, 4, 10, QChar(u'0'));
        ns.settings.emplace();
        ns.settings->info.name = ns.name;
        ns.settings->info.state = NamespaceState::Registered;
        ns.settings->info.retention = i % odd == 0 ? 480h : 72h;
        ns.queuesKnown = true;
        for (int j = 0; j < queues; ++j) {
            SeenQueue queue;
            queue.name = u"%1.q%2"_s.arg(ns.name).arg(j);
            queue.workflowPollers = j % 3;
            ns.queues.push_back(queue);
        }
        cluster.namespaces.push_back(ns);
    }
    return cluster;
}

class Bench
{
public:
    explicit Bench(bench::MeteredApplication &application)
        : m_application(application)
    {
        m_view.setModel(&m_model);
        m_view.setItemDelegate(new DriftCells(&m_view));
        m_view.resize(1200, 800);
        m_view.show();
        QObject::connect(&m_model, &DriftListModel::showing, &m_view, [this] { m_anchor.hold(); });
        QObject::connect(&m_model, &DriftListModel::shown, &m_view, [this] { m_anchor.restore(); });
    }

    bool run()
    {
        const auto first = list(3);
        const auto second = list(5);
        std::printf("%zu rules\n", first->size());
        bool good = took("shown at first", [&] { m_model.setAll(first); });
        m_view.selectRow(m_model.rowCount() / 2);
        m_view.scrollTo(m_view.currentIndex());
        good &= took("checked again", [&] { m_model.setAll(second); });
        good &= took("filtered by a word", [this] { m_model.setFilter({{}, {}, {}, u"q3"_s}); });
        good &= took("filtered by a state", [this] { m_model.setFilter({DriftState::Drifted, {}, {}, {}}); });
        good &= took("all again", [this] { m_model.setFilter({}); });
        good &= took("sorted by queue",
                     [this] { m_model.sort(DriftListModel::QueueColumn, Qt::AscendingOrder); });
        good &=
            took("the other way", [this] { m_model.sort(DriftListModel::QueueColumn, Qt::DescendingOrder); });
        m_view.selectAll();
        good &= took("sorted by rule with all selected",
                     [this] { m_model.sort(DriftListModel::RuleColumn, Qt::AscendingOrder); });
        return good;
    }

private:
    [[nodiscard]] DriftListModel::All list(int odd) const
    {
        const SeenCluster cluster = clusterOf(odd);
        return std::make_shared<const std::vector<ListedDrift>>(
            listDrifts(driftsOf(m_expectations, cluster), m_runbook, m_expectations, cluster.time));
    }

    /// Does it, waits until it is shown and nothing comes any more, and judges the longest event.
    bool took(const char *what, const std::function<void()> &work)
    {
        QCoreApplication::processEvents();
        std::ignore = m_application.takeEvents();
        const double before = bench::threadMilliseconds();
        work();
        double longest = bench::threadMilliseconds() - before;
        for (int quiet = 0; quiet < 20;) {
            QCoreApplication::processEvents();
            QThread::msleep(10);
            quiet = m_model.isPlanning() ? 0 : quiet + 1;
        }
        for (const double each : m_application.takeEvents())
            longest = std::max(longest, each);
        return bench::isWithin(what, longest, step * bench::slack());
    }

    bench::MeteredApplication &m_application;
    const Expectations m_expectations = Expectations::parse(file, u"r.toml"_s).value();
    const Runbook m_runbook = Runbook::parse(file, u"r.toml"_s).value();
    DriftListModel m_model;
    TableView m_view{u"list"_s, u"List"_s};
    RowAnchor m_anchor{m_view};
};

} // namespace

int main(int argc, char **argv)
{
    bench::MeteredApplication application(argc, argv);
    dispatcher::init();
    return Bench(application).run() ? 0 : 1;
}
