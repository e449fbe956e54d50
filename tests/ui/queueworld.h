// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertengine.h"
#include "models/interventions/journal.h"
#include "models/moments/ownpast.h"
#include "models/monitor/watch.h"
#include "models/store/past.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "tests/ui/look.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/queuepage.h"
#include "ui/state/uistate.h"
#include "ui/widgets/plainlabel.h"

#include <QChart>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace signalbox::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const QString ns = u"stratmaster-prod"_s;
inline const QueueKey ingest{ns, u"stratmaster-prod.knowledge_ingest"_s};

inline std::vector<Execution> runningOn(const QueueKey &key)
{
    std::vector<Execution> all;
    for (int i = 0; i < 37; ++i) {
        Execution run;
        run.workflowId = u"ingest-%1"_s.arg(2200 + i);
        run.runId = u"run-%1"_s.arg(i);
        run.type = u"KnowledgeIngestWorkflow"_s;
        run.taskQueue = key.queue;
        run.status = ExecutionStatus::Running;
        all.push_back(run);
    }
    return all;
}

/// The watch and the rule over the in-process server, at a time of our own.
class QueueWorld
{
public:
    explicit QueueWorld(QueueKey watched = ingest)
        : key(std::move(watched))
        , profile(server.profile())
    {
        NamespaceInfo info;
        info.name = ns;
        info.state = NamespaceState::Registered;
        server.setNamespaces({info});
        server.setExecutions(ns, runningOn(key));
        profile.queues = {key};
        runbook = *Runbook::parse(
            "version = 1\n[[queue]]\nname = \"knowledge_ingest\"\nowner = \"Knowledge MCP\"\n",
            u"runbook.toml"_s);
        Limits wide; // what the client may spend is tested elsewhere
        wide.visibilityPerSecond = wide.visibilityBackgroundPerSecond = 100'000;
        client = std::move(*Client::create(profile, tokens, realClock, wide));
        watch = std::make_unique<Watch>(*client, clock, profile);
        past = std::make_unique<Past>(*watch, store.filePath(u"past.sqlite"_s));
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        moments = std::make_unique<OwnPast>(*past, *watch, journal, clock);
        state = std::make_unique<UiState>(u"test"_s);
        makePage(nullptr);
    }
    void makePage(Prometheus *prometheus)
    {
        page = std::make_unique<QueuePage>(
            key, QueuePage::Sources{*watch, *past, prometheus, *moments, *client, *alerts, runbook, clock},
            *state);
        page->resize(1284, 790);
        page->show();
        page->setActive(true);
    }

    [[nodiscard]] bool start()
    {
        QSignalSpy finished(watch.get(), &Watch::firstSweepFinished);
        watch->start({ns});
        return QTest::qWaitFor([&] { return watch->firstSweepDone() && watch->latest(key); });
    }

    void serve(qint64 workflow, qint64 activity, int alive, double in, double out)
    {
        const auto pollers = [&](TaskType type) {
            std::vector<Poller> all;
            all.reserve(3);
            for (int i = 0; i < 3; ++i)
                all.push_back(
                    {u"%1@ingest-7c%2"_s.arg(812 + 7 * i).arg(i),
                     type,
                     (i < alive ? clock.utc() - (i + 1) * 1s : m_left.value_or(clock.utc())) - serverBehind,
                     i < alive ? 4.0 : 0,
                     {}});
            return all;
        };
        if (alive < 3 && !m_left)
            m_left = clock.utc() - 90s;
        server.setQueue(key, TaskType::Workflow,
                        {workflow,
                         workflow > 0 ? std::optional<Milliseconds>(7min + 55s) : 0s,
                         in,
                         out,
                         pollers(TaskType::Workflow),
                         {},
                         {},
                         {}});
        server.setQueue(key, TaskType::Activity,
                        {activity, Milliseconds(0), 0.0, 0.0, pollers(TaskType::Activity), {}, {}, {}});
    }

    /// Lets time pass and takes one sample.
    [[nodiscard]] bool sample(Milliseconds after)
    {
        clock.advance(after);
        const auto isNew = [&] { return watch->latest(key) && watch->latest(key)->time == clock.utc(); };
        watch->refresh();
        const bool came = QTest::qWaitFor(isNew);
        alerts->tick();
        return came;
    }

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return page->findChild<Widget *>(name);
    }
    [[nodiscard]] QString figure(const QString &card) const
    {
        return page->findChild<QWidget *>(card)->findChild<PlainLabel *>(u"figure"_s)->text();
    }
    /// The values along each of the chart's lines.
    [[nodiscard]] QList<QList<qreal>> plotted() const
    {
        QList<QList<qreal>> lines;
        for (const QAbstractSeries *series : find<BacklogChart>(u"backlogChart"_s)->chart()->series()) {
            QList<qreal> values;
            for (const QPointF &point : qobject_cast<const QLineSeries *>(series)->points())
                values << point.y();
            lines << values;
        }
        return lines;
    }

    /// Pixels of the chart shaded in the colour of a phase.
    [[nodiscard]] int shadedPixels(QColor ink, double share) const
    {
        const QColor ground = page->palette().color(QPalette::Base);
        const auto mixed = [share](int over, int under) {
            return qRound(share * over + (1 - share) * under);
        };
        const QRgb wanted = qRgb(mixed(ink.red(), ground.red()), mixed(ink.green(), ground.green()),
                                 mixed(ink.blue(), ground.blue()));
        const QImage picture =
            find<BacklogChart>(u"backlogChart"_s)->grab().toImage().convertToFormat(QImage::Format_RGB32);
        const auto isNear = [](int a, int b) { return std::abs(a - b) <= 1; };
        int shaded = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const QRgb seen = picture.pixel(x, y);
                shaded += isNear(qRed(seen), qRed(wanted)) && isNear(qGreen(seen), qGreen(wanted)) &&
                                  isNear(qBlue(seen), qBlue(wanted))
                              ? 1
                              : 0;
            }
        return shaded;
    }

    QueueKey key;
    Milliseconds serverBehind{0}; ///< its wall clock, ours
    SystemClock realClock;        ///< of the client: its budget fills while a test waits
    fake::FakeClock clock;
    fake::TemporalServer server;
    fake::StaticTokenSource tokens;
    Profile profile;
    Runbook runbook;
    std::unique_ptr<Client> client;
    QTemporaryDir store;
    std::unique_ptr<Watch> watch;
    std::unique_ptr<Past> past;
    std::unique_ptr<AlertEngine> alerts;
    Journal journal{store.filePath(u"journal.jsonl"_s)};
    std::unique_ptr<OwnPast> moments;
    std::unique_ptr<UiState> state;
    std::unique_ptr<QueuePage> page;

private:
    std::optional<Instant> m_left;
};

} // namespace signalbox::test
