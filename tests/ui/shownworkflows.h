// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/leverworld.h"
#include "tests/ui/openeddialog.h"
#include "ui/widgets/tableview.h"
#include "ui/workflows/queryedit.h"
#include "ui/workflows/workflowspage.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>

#include <array>

namespace signalbox::test {

using namespace Qt::StringLiterals;

inline std::vector<Execution> manyRuns(int count)
{
    constexpr std::array types{"KnowledgeIngestWorkflow", "ResearchWorkflow", "RenderWorkflow",
                               "EvalWorkflow"};
    constexpr std::array queues{"prod.knowledge_ingest", "prod.research_workflows", "prod.render_playwright",
                                "prod.evals"};
    const Instant now = SystemClock().utc();
    std::vector<Execution> runs;
    for (int i = 0; i < count; ++i) {
        const auto kind = static_cast<std::size_t>(i) % types.size();
        const QString number = QString::number(2231 + i);
        Execution run{u"ingest-"_s + number,
                      u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e88%1"_s.arg(number),
                      QString::fromLatin1(types[kind]),
                      QString::fromLatin1(queues[kind]),
                      ExecutionStatus::Running,
                      now - std::chrono::minutes(3 + 7 * i),
                      {},
                      0,
                      0};
        if (i % 9 == 4) {
            run.status = i % 2 == 0 ? ExecutionStatus::Failed : ExecutionStatus::Completed;
            run.closeTime = now - std::chrono::minutes(i);
        }
        runs.push_back(run);
    }
    return runs;
}

/// Asked for by the list, oldest first. The watch reads the same method when its time comes, by shorter
/// pages.
inline QStringList listRequests(const fake::TemporalServer &server)
{
    QStringList requests;
    for (const fake::RecordedCall &call : server.recorded(u"ListWorkflowExecutions"_s)) {
        if (call.request.contains("page_size: 200\n"_L1) || call.request.contains("page_size: 1000\n"_L1))
            requests << call.request;
    }
    return requests;
}

/// The page in a window, and what a person sees of it and does to it.
class ShownWorkflows
{
public:
    explicit ShownWorkflows(LeverWorld &world)
        : page(*world.client, *world.watch, *world.desk, world.profile, world.clock, *world.state)
    {
        openDialogsOf(page, world);
        page.resize(1272, 760);
        page.show();
        page.setActive(true);
        world.watch->start({LeverWorld::ns});
    }

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return page.findChild<Widget *>(name);
    }
    [[nodiscard]] QueryEdit &query() const { return *find<QueryEdit>(u"query"_s); }
    [[nodiscard]] TableView &table() const { return *find<TableView>(u"workflows"_s); }
    [[nodiscard]] int rows() const { return table().model()->rowCount(); }
    [[nodiscard]] QString loaded() const { return find<QLabel>(u"loaded"_s)->text(); }
    [[nodiscard]] QString queryError() const
    {
        const auto *label = find<QLabel>(u"queryError"_s);
        return label->isVisible() ? label->text() : QString();
    }
    void run(const QString &text) const
    {
        query().setText(text);
        QTest::keyClick(&query(), Qt::Key_Return);
    }
    void click(const QString &button) const
    {
        QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton);
    }

    WorkflowsPage page;
};

} // namespace signalbox::test
