// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/findings.h"
#include "models/recovery/manifesttaker.h"
#include "models/recovery/manifestverifier.h"
#include "models/recovery/recoverytext.h"
#include "models/recovery/resumption.h"

namespace signalbox {

/// What a person does with manifests, one thing at a time: opens one, holds it against the cluster, watches
/// its runs go on, takes one. What came of each stays until it is done anew: what fails or is stopped changes
/// nothing of it. Owner thread; files are read and written, and findings made, by others.
class ManifestWork final : public QObject
{
    Q_OBJECT

public:
    enum class Stage { None, Opening, Verifying, Watching, Taking };

    /// A file that was read to its end and found whole.
    struct Opened
    {
        QString file;
        manifest::Head head;
        manifest::End end;
    };
    /// What it came to against the cluster.
    struct Found
    {
        Instant time;
        std::shared_ptr<const Verification> verification;
        std::vector<Standing> standing; ///< the runs that have yet to go on
        std::optional<ResumptionState> resumption;
        std::shared_ptr<const std::vector<Finding>> findings;
        std::vector<NamespaceLine> lines;
        RestoreVerdict verdict = RestoreVerdict::Same;
    };
    struct Progress
    {
        QString words;
        qint64 done = 0;
        qint64 known = 0; ///< 0: nobody can say
    };
    struct Failure
    {
        Stage stage = Stage::None; ///< in which
        Error error;
        Instant time;
    };

    /// Both must outlive it.
    ManifestWork(Client &client, const Clock &clock, const Pace &pace = {}, QObject *parent = nullptr);

    // Each does nothing while another one is under way.
    void open(const QString &file);
    /// `ofToken`: the namespaces that are known where the list is refused.
    void verify(const QStringList &ofToken);
    void watch(Milliseconds patience); ///< what was found has runs that have yet to go on
    void take(const TakeOrder &order);
    void stop();

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }
    [[nodiscard]] const std::optional<Opened> &opened() const { return m_opened; }
    [[nodiscard]] const std::optional<Found> &found() const { return m_found; } ///< of the opened one
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

Q_SIGNALS:
    void changed(); ///< begun, stopped or ended
    void progressed();
    void taken(const QString &file, const QString &sentence, const QStringList &unread);

private:
    void begin(Stage stage, const QString &words);
    void end();
    void fail(const Error &error);
    void tell(const QString &words, qint64 done, qint64 known);
    void takeVerification(const Verification &result, const std::vector<Standing> &standing);
    void takeStanding(const std::vector<Standing> &standing, bool isLast);
    /// Has findings made of what was found, by another thread. The last wish wins.
    void findOut(Found found, bool isLast);

    Client &m_client;
    const Clock &m_clock;
    const Pace m_pace;
    Stage m_stage = Stage::None;
    Progress m_progress;
    std::unique_ptr<ManifestVerifier> m_verifier;
    std::unique_ptr<Resumption> m_resumption;
    std::unique_ptr<ManifestTaker> m_taker;
    ResumptionState m_resumed; ///< of the one that is watched
    std::optional<Opened> m_opened;
    std::optional<Found> m_found;
    std::optional<Failure> m_failure;
    Delivery m_reading;
    ReadingThread m_thread;
};

} // namespace signalbox
