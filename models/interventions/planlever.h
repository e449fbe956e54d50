// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/configlook.h"
#include "models/interventions/namespaceplan.h"

#include <QObject>

#include <memory>
#include <optional>

namespace signalbox {

/// Does to a namespace what a plan says: makes or changes it by one call, then adds its search attributes by
/// another. Where the second fails the first stays, and the next plan is about the rest. That the first took
/// effect is proven by the operation in the namespace's data; the second leaves no trace but the attribute.
class PlanLever final : public Lever
{
public:
    /// Of target.wish, for what was seen, which leaves something to do. `impossible`: how many lines of its
    /// plan no call could do, where what was seen does not say that any more.
    PlanLever(InterventionTarget target, SeenConfig seen, std::optional<int> impossible = {});
    ~PlanLever() override;

    [[nodiscard]] InterventionTarget target() const override { return m_target; }
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] QString commandLine(const QString &reason) const override;
    void addTo(QJsonObject &intent) const override;

    [[nodiscard]] Reply<Seen> look(Client &client) override;
    [[nodiscard]] Done recheck(const Seen &read) const override;
    [[nodiscard]] Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                                      const QString &identity) const override;
    [[nodiscard]] Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                                          Purpose purpose) override;

    [[nodiscard]] Settlement settle(const SeenConfig &now, const QString &identity) const;

private:
    class Steps;
    [[nodiscard]] Settlement settlePart(const NamespacePlan &left, bool isOwn) const;

    const InterventionTarget m_target;
    const SeenConfig m_seen;
    const NamespacePlan m_plan;
    const int m_impossible;
    ConfigLook m_look;
    QObject m_receiver;
    const std::unique_ptr<Steps> m_steps;
};

/// The lever of an intent, as far as settling needs it.
[[nodiscard]] std::unique_ptr<Lever> planLeverOf(InterventionTarget::Act act, const QJsonObject &intent);

} // namespace signalbox
