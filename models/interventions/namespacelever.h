// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverkind.h"
#include "models/temporal/namespacechange.h"

#include <QObject>

namespace signalbox {

/// Sets something of a namespace. No history tells what becomes of one, and the server keeps neither reason
/// nor identity: the identity goes into the namespace's data, and what is read back with it is the proof.
class NamespaceLever final : public Lever
{
public:
    NamespaceLever(InterventionTarget::Act act, NamespaceConfig seen, NamespaceChange change,
                   QString consequence);

    [[nodiscard]] InterventionTarget target() const override;
    [[nodiscard]] QString consequence() const override { return m_consequence; }
    [[nodiscard]] QString commandLine(const QString &reason) const override;
    void addTo(QJsonObject &intent) const override;

    [[nodiscard]] Reply<Seen> look(Client &client) override;
    [[nodiscard]] Done recheck(const Seen &described) const override;
    [[nodiscard]] Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                                      const QString &identity) const override;
    [[nodiscard]] Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                                          Purpose purpose) override;

    /// Whether `now` proves that the attempt of this identity took effect.
    [[nodiscard]] Settlement settle(const NamespaceConfig &now, const QString &identity) const;

private:
    const InterventionTarget::Act m_act;
    const NamespaceConfig m_seen;
    const NamespaceChange m_change;
    const QString m_consequence;
    QObject m_receiver;
};

/// In the data of a namespace: the identity of the attempt that changed it last.
inline const QString lastChangeKey = QStringLiteral("signalbox.last-change");

/// Why what was seen of a namespace is nothing to act on any more: it is another one of that name, or in
/// another state. LostRace with a sentence.
[[nodiscard]] Done sameNamespace(const NamespaceInfo &seen, const NamespaceInfo &now);

/// The lever of an intent, as far as settling needs it.
[[nodiscard]] std::unique_ptr<Lever> namespaceLeverOf(InterventionTarget::Act act, const QJsonObject &intent);

} // namespace signalbox
