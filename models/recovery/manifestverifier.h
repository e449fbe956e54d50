// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/namespaceverifier.h"

namespace signalbox {

struct VerifyProgress
{
    QString ns; ///< which is compared now
    qsizetype namespacesRead = 0;
    qsizetype namespaces = 0;
    qint64 runsCompared = 0;
    qint64 runs = 0; ///< of the manifest
};

/// Holds a manifest against the cluster that answers now, namespace by namespace. The file is read twice, and
/// no more of it is in memory than the keys of its runs and a page of them. Owner thread; who wants it no
/// more lets it die.
class ManifestVerifier final : public QObject
{
    Q_OBJECT

public:
    /// `ofToken`: the namespaces that are known where the list is refused.
    ManifestVerifier(Client &client, const Clock &clock, const QString &file, QStringList ofToken,
                     const Pace &pace = {}, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void progressed(const signalbox::VerifyProgress &progress);
    /// With the runs that have yet to go on.
    void verified(const signalbox::Verification &result, const std::vector<signalbox::Standing> &standing);
    void failed(const signalbox::Error &error); ///< nothing can be said

private:
    void takeContents(const Result<manifest::Contents> &contents);
    void takeCluster(const Result<ClusterInfo> &cluster);
    void takeNames(const Result<LiveNames> &live);
    void nextNamespace();
    void takeNamespace(const NamespaceVerification &result, const std::vector<Standing> &standing);

    Client &m_client;
    const QStringList m_ofToken;
    ReadingThread m_thread;
    NamespaceVerifier m_namespace;
    NamespaceVerifier::Source m_source;
    std::size_t m_next = 0; ///< of the sections
    VerifyProgress m_progress;
    qint64 m_comparedBefore = 0; ///< of namespaces that are done
    Verification m_result;
    std::vector<Standing> m_standing;
};

} // namespace signalbox
