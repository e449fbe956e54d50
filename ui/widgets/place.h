// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/queuekey.h"

#include <chrono>
#include <optional>

namespace signalbox {

/// Where a window can be: which page, and of what. Plain value, without the page itself: pages ask for one,
/// say the one they are at, and the window's history goes through them.
struct Place
{
    enum class Page {
        Board,
        Past,
        Queue,
        PastQueue,
        Workflows,
        Workflow,
        Journal,
        Overview,
        HandOver,
        Alerts,
        Rules,
        Runbook,
        Recovery,
        CleanUp
    };

    Page page = Page::Board;
    QString ns; ///< of Workflows, empty: the list as it was left
    QString queue;
    QString workflow;
    QString run; ///< empty: the current run
    QString query;
    std::optional<std::chrono::minutes> range; ///< of a queue's chart; nullopt: as it was left
    std::optional<Instant> moment;             ///< of PastQueue: that it was looked up for
    QString rule = {};                         ///< of Rules: its id; empty: the one that was chosen last
    bool isArchive = false;                    ///< of Workflows: what the archive of the namespace holds

    bool operator==(const Place &) const = default;

    [[nodiscard]] static Place board() { return {}; }
    [[nodiscard]] static Place past() { return {Page::Past, {}, {}, {}, {}, {}, {}, {}}; } ///< of the board
    [[nodiscard]] static Place overview() { return {Page::Overview, {}, {}, {}, {}, {}, {}, {}}; }
    [[nodiscard]] static Place handOver() { return {Page::HandOver, {}, {}, {}, {}, {}, {}, {}}; }
    [[nodiscard]] static Place alerts() { return {Page::Alerts, {}, {}, {}, {}, {}, {}, {}}; }
    [[nodiscard]] static Place rules(const QString &rule = {})
    {
        return {Page::Rules, {}, {}, {}, {}, {}, {}, {}, rule};
    }
    [[nodiscard]] static Place runbook() { return {Page::Runbook, {}, {}, {}, {}, {}, {}, {}}; }
    [[nodiscard]] static Place recovery() { return {Page::Recovery, {}, {}, {}, {}, {}, {}, {}}; }
    /// Of the namespace that is to be chosen; empty: the one that was.
    [[nodiscard]] static Place cleanUp(const QString &ns = {})
    {
        return {Page::CleanUp, ns, {}, {}, {}, {}, {}, {}};
    }
    [[nodiscard]] static Place journal() { return {Page::Journal, {}, {}, {}, {}, {}, {}, {}}; }
    [[nodiscard]] static Place ofQueue(const QueueKey &key)
    {
        return {Page::Queue, key.ns, key.queue, {}, {}, {}, {}, {}};
    }
    /// As it was known around a moment.
    [[nodiscard]] static Place ofPastQueue(const QueueKey &key, Instant moment)
    {
        return {Page::PastQueue, key.ns, key.queue, {}, {}, {}, {}, moment};
    }
    [[nodiscard]] static Place ofWorkflows(const QString &ns = {}, const QString &query = {})
    {
        return {Page::Workflows, ns, {}, {}, {}, query, {}, {}};
    }
    [[nodiscard]] static Place ofArchive(const QString &ns, const QString &query)
    {
        Place place = ofWorkflows(ns, query);
        place.isArchive = true;
        return place;
    }
    [[nodiscard]] static Place ofWorkflow(const QString &ns, const QString &id, const QString &run)
    {
        return {Page::Workflow, ns, {}, id, run, {}, {}, {}};
    }
};

} // namespace signalbox
