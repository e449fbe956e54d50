// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/temporal/executions.h"

#include <QObject>
#include <QStringList>

namespace signalbox {

class Client;

/// What a person typed or pasted that is no query: an id, or the address of a page of the Web UI.
struct SoughtRun
{
    QString ns; ///< of an address; else empty: anywhere
    QString id; ///< of a workflow, whole or its beginning, or of a run
    QString runId;

    bool operator==(const SoughtRun &) const = default;
};

/// A text as the value of a comparison in a visibility query.
[[nodiscard]] QString quotedInQuery(const QString &text);

/// Nothing, if the text is a query: it compares something. An id with an operator in it has to be asked for
/// by a query.
[[nodiscard]] std::optional<SoughtRun> soughtIn(const QString &text);

/// Finds the runs of an id in many namespaces, with one list call each. Owner thread.
class RunFinder final : public QObject
{
    Q_OBJECT

public:
    struct Hit
    {
        QString ns;
        Execution run;
    };
    struct Hits
    {
        std::vector<Hit> hits; ///< by namespace, in each as the server orders: the newest first
        int asked = 0;
        int failed = 0; ///< of those asked
        std::optional<Error> failure;

        /// Whether all are runs of one workflow; which one, if so.
        [[nodiscard]] const Hit *onlyWorkflow() const;
        [[nodiscard]] QStringList namespaces() const;
    };

    explicit RunFinder(Client &client, QObject *parent = nullptr);

    [[nodiscard]] Reply<Hits> find(const QString &id, const QStringList &namespaces);

private:
    struct Search;

    Client &m_client;
};

/// What finds an id, or an id's beginning, in the query language.
[[nodiscard]] QString queryOfId(const QString &id);

} // namespace signalbox
