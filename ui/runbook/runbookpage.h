// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/driftcheck.h"
#include "models/runbook/driftlistmodel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/rowanchor.h"

#include <QThreadPool>
#include <QTimer>

class QSplitter;

namespace signalbox {

class Desk;
class DriftPanel;
class ErrorPanel;
class FileSaver;
class PlainLabel;
class ProgressRow;
class RunbookBar;
class TableView;
class UiState;

/// The runbook held against the cluster: what holds, what drifted and what would put it right, what can't be
/// known and why. Checks when it is first seen and when it is told to; what was found is of then, and says
/// so. Nothing is changed from here: what puts a drift right and what sets up a new tenant are levers, which
/// the window opens. UI thread.
class RunbookPage final : public Page
{
    Q_OBJECT

public:
    RunbookPage(Client &client, const Watch &watch, const Runbook &runbook, const Expectations &expectations,
                const Desk &desk, const Clock &clock, UiState &state, QWidget *parent = nullptr);
    ~RunbookPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::runbook(); }
    [[nodiscard]] QString chosenNs() const override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    void askForTenant(); ///< which one is to be set up
    [[nodiscard]] std::optional<Instant> readAt() const override;
    [[nodiscard]] bool isAskedFor() const override { return true; }

private:
    void arrange();
    void connectParts();
    void takeCheck();
    void applyFilter();
    void showRead();
    void showEmpty();
    void showChosen();
    void act(const QModelIndex &row); ///< Enter or a double click
    void showMenu(const QPoint &at);
    void showMenuOfCurrent();
    [[nodiscard]] const ListedDrift *chosen() const; ///< null: none is
    void save();
    void copyMarkdown();

    Client &m_client;
    const Desk &m_desk;
    const Expectations &m_expectations;
    const Clock &m_clock;
    UiState &m_state;
    DriftCheck m_check;
    DriftListModel *m_list;
    RunbookBar *m_bar;
    PlainLabel *m_read;
    ProgressRow *m_progress;
    ErrorPanel *m_error;
    QSplitter *m_splitter;
    TableView *m_table;
    RowAnchor m_anchor;
    DriftPanel *m_panel;
    FileSaver *m_saver;
    QTimer m_tick;
    QThreadPool m_writer;
};

} // namespace signalbox
