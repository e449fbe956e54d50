// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverkind.h"

#include <QWidget>

class QPushButton;

namespace signalbox {

class Client;
class Clock;
class HistoriesDialog;

/// The way to the histories of closed runs as files, before a lever is pulled that does not save them. Hidden
/// where there are none. What it opens outlives the lever's dialog. UI thread.
class ExportFirst final : public QWidget
{
    Q_OBJECT

public:
    /// `owner`: the window that what it opens belongs to. All must outlive it.
    ExportFirst(Client &client, const Clock &clock, const InterventionTarget &target, QWidget *owner,
                QWidget *parent = nullptr);

    /// What was read last; null: nothing, or it is no time for it.
    void setSeen(const Seen *seen);
    /// What was begun here goes on, whatever became of this.
    [[nodiscard]] bool isExporting() const;

private:
    void open();
    [[nodiscard]] HistoriesDialog *opened() const; ///< of the namespace; null: none

    Client &m_client;
    const Clock &m_clock;
    const QString m_ns;
    const bool m_isOffered;
    QWidget *const m_owner;
    QPushButton *m_button;
};

} // namespace signalbox
