// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <QObject>

#include <memory>

namespace signalbox {

/// Deletes a namespace. The server gives it another name at once and removes what is in it afterwards: that
/// the name is unknown is the proof, and nothing tells whose call it was.
class DeleteNamespaceLever final : public Lever
{
public:
    explicit DeleteNamespaceLever(SeenConfig seen);
    ~DeleteNamespaceLever() override;

    [[nodiscard]] InterventionTarget target() const override;
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] QString commandLine(const QString &reason) const override;
    void addTo(QJsonObject &intent) const override;

    [[nodiscard]] Reply<Seen> look(Client &client) override;
    [[nodiscard]] Done recheck(const Seen &read) const override;
    [[nodiscard]] Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                                      const QString &identity) const override;
    [[nodiscard]] Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                                          Purpose purpose) override;

    /// `now` is nothing where the server knows none of this name; `becameName` what it answered.
    [[nodiscard]] Settlement settle(const std::optional<NamespaceConfig> &now,
                                    const QString &becameName) const;

private:
    struct Answer;

    const SeenConfig m_seen;
    QObject m_receiver;
    const std::unique_ptr<Answer> m_answer;
};

/// The lever of an intent, as far as settling needs it.
[[nodiscard]] std::unique_ptr<Lever> deleteNamespaceLeverOf(const QJsonObject &intent);

} // namespace signalbox
