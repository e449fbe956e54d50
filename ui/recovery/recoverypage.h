// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/findinglistmodel.h"
#include "models/recovery/manifestwork.h"
#include "ui/widgets/page.h"
#include "ui/widgets/rowanchor.h"

#include <QTimer>

class QSplitter;

namespace signalbox {

class ErrorPanel;
class FileSaver;
class FindingPanel;
class NamespaceLineModel;
class PlainLabel;
class ProgressRow;
class RecoveryBar;
class RecoveryHead;
class TableView;
class TokenService;
class UiState;

/// A manifest held against the cluster: what a restore lost, namespace by namespace, what will be done again,
/// and whether the workflows go on; and taking one. Nothing is changed from here. UI thread.
class RecoveryPage final : public Page
{
    Q_OBJECT

public:
    RecoveryPage(Client &client, const TokenService &tokens, const Clock &clock, QString profile,
                 UiState &state, QWidget *parent = nullptr);
    ~RecoveryPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::recovery(); }
    [[nodiscard]] QString chosenNs() const override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;
    [[nodiscard]] bool isAskedFor() const override { return true; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void arrange();
    void setUpTables();
    void connectParts();
    void askFile();
    void open(const QString &file);
    void verify();
    void askTake();
    void save();
    void showWork();
    void showError();
    void showEmpty();
    void showChosen();
    void applyFilter();
    [[nodiscard]] QStringList namespaces() const;  ///< of the token
    [[nodiscard]] const Finding *chosen() const;   ///< null: none is
    [[nodiscard]] QString chosenNamespace() const; ///< of the upper table; empty: all

    const TokenService &m_tokens;
    const Clock &m_clock;
    const QString m_profile;
    UiState &m_state;
    ManifestWork m_work;
    FindingListModel *m_findings;
    NamespaceLineModel *m_lines;
    RecoveryBar *m_bar;
    RecoveryHead *m_head;
    ProgressRow *m_progress;
    ErrorPanel *m_error;
    PlainLabel *m_unread;
    QSplitter *m_splitter;
    TableView *m_namespaceTable;
    TableView *m_table;
    RowAnchor m_anchor;
    FindingPanel *m_panel;
    FileSaver *m_saver;
    QTimer m_tick;
    bool m_wasActive = false; ///< the last file was opened again, where there was one
};

} // namespace signalbox
