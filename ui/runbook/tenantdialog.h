// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/namespaceplan.h"
#include "models/interventions/targetlook.h"
#include "models/runbook/tenant.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>

class QLineEdit;
class QPushButton;

namespace signalbox {

class Desk;
class ErrorPanel;
class FactGrid;
class PlainLabel;

/// Asks for a tenant's id and shows, line by line, what its namespace would be given and what it has. Says at
/// once why an id can't be one. It sends nothing: the lever's own dialog does. UI thread.
class TenantDialog final : public QDialog
{
    Q_OBJECT

public:
    TenantDialog(Client &client, const Desk &desk, const Expectations &expectations, const Clock &clock,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    void setUp(const signalbox::InterventionTarget &target);

private:
    void arrange();
    void takeId();
    void look();
    void take(const Result<Seen> &seen);
    void showState();
    void goOn();
    [[nodiscard]] QString blocker() const; ///< empty: it can be gone on

    Client &m_client;
    const Desk &m_desk;
    const Expectations &m_expectations;
    const Clock &m_clock;
    QLineEdit *m_id;
    PlainLabel *m_rule;
    PlainLabel *m_refusal;
    PlainLabel *m_totals;
    FactGrid *m_lines;
    ErrorPanel *m_error;
    PlainLabel *m_needed;
    QPushButton *m_goOn;
    QTimer m_pause; ///< while somebody types nothing is asked
    std::optional<Tenant> m_tenant;
    std::optional<NamespacePlan> m_plan; ///< of that tenant
    std::unique_ptr<TargetLook> m_look;
};

} // namespace signalbox
