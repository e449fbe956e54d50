// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/actsmodel.h"
#include "ui/widgets/page.h"

class QComboBox;
class QPushButton;

namespace signalbox {

class Desk;
class PlainLabel;
class TableView;
class UiState;

/// What was done with levers from this machine in this profile: today, yesterday or ever, newest first; as
/// Markdown for a report. Reads the journal and asks the server nothing.
class JournalPage final : public Page
{
    Q_OBJECT

public:
    JournalPage(const Journal &journal, const Desk &desk, const Clock &clock, UiState &state,
                QWidget *parent = nullptr);
    ~JournalPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    [[nodiscard]] std::optional<Instant> readAt() const override { return m_acts.readAt(); }

private:
    void showState();
    void copyMarkdown();
    void openRun(const QModelIndex &row);

    ActsModel m_acts;
    UiState &m_state;
    QComboBox *m_span;
    PlainLabel *m_count;
    PlainLabel *m_trouble;
    QPushButton *m_copy;
    TableView *m_table;
    bool m_isActive = false;
};

} // namespace signalbox
