// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"

#include <map>

namespace signalbox {

/// What the runbook file demands of a cluster: what it is held against. The same file's owners and alert
/// rules, which the board asks for at every turn, are Runbook's. Lines are those of the file, for sentences
/// about it.
struct Expectations
{
    enum class Archival { Off, Required };

    struct Namespace : Runbook::Namespace
    {
        std::optional<QString> owner; ///< its e-mail address
        bool required = false;        ///< it has to exist; its match is a name then
        bool isProtected = false;     ///< nobody may delete it
        std::optional<Archival> archival;
        QString archivalUri;                         ///< with placeholders; of required archival
        std::map<QString, QString> searchAttributes; ///< that it has to have, with their types
        int line = 0;
    };

    /// What the workers of queues are set to, at the least.
    struct Worker
    {
        QStringList namespaces; ///< patterns; none: everywhere
        QStringList queues;     ///< patterns of bare names; none: all
        std::optional<qint64> activityPollers;
        std::optional<qint64> activitySlots;
        int line = 0;
    };

    struct Activity
    {
        QStringList types; ///< patterns
        QStringList namespaces;
        QStringList queues;
        std::chrono::seconds scheduleToClose{0};
        int line = 0;
    };

    struct CleanUp
    {
        QStringList namespaces;
        std::optional<std::chrono::seconds> olderThan; ///< nothing: it is not allowed
        int line = 0;
    };

    /// Of a namespace's requests; with queues, of the activities that each gives out.
    struct RateLimit
    {
        QStringList namespaces;
        QStringList queues;
        std::optional<qint64> perSecond; ///< nothing: whichever
        int line = 0;
    };

    std::vector<Namespace> namespaces;
    std::vector<Runbook::Queue> queues;
    bool queuesQualified = false; ///< "<namespace>.<queue>"
    std::vector<Worker> workers;
    std::vector<Activity> activities;
    std::vector<CleanUp> cleanUps;
    std::vector<RateLimit> rateLimits;
    QString file;

    [[nodiscard]] static Result<Expectations> parse(const QByteArray &toml, const QString &fileName);

    /// The one that holds for a namespace: the last that fits.
    [[nodiscard]] const Namespace *namespaceOf(const QString &ns) const;
    [[nodiscard]] const CleanUp *cleanUpOf(const QString &ns) const;
    [[nodiscard]] bool declares(const QueueKey &queue) const;
};

/// Why nobody may delete a namespace, short enough to stand beside the lever; empty: the runbook says nothing
/// against it.
[[nodiscard]] QString whyKept(const Expectations &expectations, const QString &ns);

/// Where a namespace is archived to: `<tenant>` is what the '*' of its entry's match stands for,
/// `<namespace>` its name.
[[nodiscard]] QString archivalUri(const Expectations::Namespace &entry, const QString &ns);
/// Why nothing can be archived there, whatever the server has; nothing: it can.
[[nodiscard]] std::optional<QString> faultOfArchivalUri(const QString &uri);

/// Two of the runbook's own rules that can't both be kept, or one that can't have any effect.
struct Contradiction
{
    QString where; ///< "FILE:line: key"
    QString sentence;

    bool operator==(const Contradiction &) const = default;
};
[[nodiscard]] std::vector<Contradiction> contradictionsOf(const Expectations &expectations);

} // namespace signalbox
