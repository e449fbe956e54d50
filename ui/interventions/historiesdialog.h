// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/histories/historyexport.h"

#include <QDialog>

#include <memory>

class QLineEdit;
class QPushButton;

namespace signalbox {

class ErrorPanel;
class PlainLabel;
class ProgressRow;

/// Writes the histories of a namespace's closed workflows into a folder that a person chooses, says how far
/// it is and what came of it. Not modal. Who stops or closes it keeps what is whole, and goes on later. UI
/// thread.
class HistoriesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Client and clock must outlive it.
    HistoriesDialog(Client &client, const Clock &clock, QString ns, QWidget *parent);
    ~HistoriesDialog() override;

    [[nodiscard]] const QString &ns() const { return m_ns; }
    [[nodiscard]] bool isExporting() const { return m_export != nullptr; }

private:
    void arrange();
    void choose();
    void start();
    void stop();
    void end(bool isWhole); ///< of what is under way, however it went
    void fail(const Error &error);
    void showResult(bool isWhole);
    void showState();
    void grow();

    Client &m_client;
    const Clock &m_clock;
    const QString m_ns;
    QLineEdit *m_folder;
    QPushButton *m_choose;
    ProgressRow *m_progress;
    ErrorPanel *m_error;
    PlainLabel *m_result;
    PlainLabel *m_faults;
    PlainLabel *m_needed;
    QPushButton *m_start;
    std::unique_ptr<HistoryExport> m_export; ///< null: none is under way
};

} // namespace signalbox
