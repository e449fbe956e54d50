// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanuplistmodel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/rowanchor.h"

class QSplitter;
class QToolButton;

namespace signalbox {

class CleanUpPanel;
class Desk;
class ErrorPanel;
class PlainLabel;
struct Profile;
class ProgressRow;
class SampledRunsModel;
class TableView;
class UiState;
class Watch;

/// Closed workflows that the runbook allows to delete, namespace by namespace: how many there are, which they
/// are, and deleting them after the namespace's name was typed and somebody signed in again. Counts when it
/// is first seen and when it is told to; a clean-up goes on whatever is looked at. UI thread.
class CleanUpPage final : public Page
{
    Q_OBJECT

public:
    CleanUpPage(CleanUpWork &work, const Desk &desk, const Watch &watch, const Profile &profile,
                UiState &state, QWidget *parent = nullptr);
    ~CleanUpPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::cleanUp(chosenNs()); }
    [[nodiscard]] QString chosenNs() const override;
    void setPlace(const Place &place) override;
    void setActive(bool active) override;
    void refresh() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;
    [[nodiscard]] bool isAskedFor() const override { return true; }

private:
    void arrange();
    void connectParts();
    void takeNamespaces();
    void showWork();
    void showRun();
    void showChosen();
    void choose();
    void start();
    [[nodiscard]] const CleanUpLine *chosen() const; ///< null: none is
    [[nodiscard]] QString obstacle() const;          ///< why nothing can be begun now
    [[nodiscard]] QString act(const CleanUpLine &line) const;

    CleanUpWork &m_work;
    const Desk &m_desk;
    const Watch &m_watch;
    const Profile &m_profile;
    UiState &m_state;
    CleanUpListModel *m_list;
    SampledRunsModel *m_sample;
    QToolButton *m_count;
    PlainLabel *m_others;
    ProgressRow *m_progress; ///< of counting
    ErrorPanel *m_error;
    QSplitter *m_splitter;
    TableView *m_table;
    TableView *m_sampleTable;
    RowAnchor m_anchor;
    CleanUpPanel *m_panel;
    QString m_wanted; ///< the namespace that is to be chosen once it is listed
    bool m_wasActive = false;
};

} // namespace signalbox
