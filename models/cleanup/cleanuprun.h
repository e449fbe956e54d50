// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanupwalk.h"
#include "models/interventions/journal.h"

#include <QUrl>

namespace signalbox {

class TokenService;

/// What a clean-up came to, as the journal keeps it.
struct CleanUpReport
{
    CleanUpOrder order;
    qint64 expected = 0;
    Outcome outcome = Outcome::Unknown;
    QString sentence; ///< the whole of it in words
    CleanUpCounts counts;
    std::vector<KeptRun> keptRuns; ///< the first ones, with the reason
    std::optional<qint64> left;    ///< still listed; nothing where that could not be asked
    std::optional<Error> error;    ///< what halted it
    bool isStopped = false;        ///< by a person
    QString op;                    ///< names it in the journal; empty where nothing was written there
    Instant ended;
};

/// One clean-up of one namespace: a claim on the namespace, the intent to the journal, step-up, the walk, a
/// count of what is left, the outcome to the journal. Nothing is deleted before the intent is on disk. Where
/// the token runs out it asks for another sign-in and goes on. Owner thread; used once. One that dies in the
/// middle is settled by whoever looks at the journal next.
class CleanUpRun final : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Draft, Preparing, SigningIn, Deleting, Ending, Over };
    Q_ENUM(Stage)

    /// `expected`: what the survey counted.
    CleanUpRun(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
               const Profile &profile, CleanUpOrder order, qint64 expected, QString reason,
               const CleanUpPace &pace = {}, QObject *parent = nullptr);
    ~CleanUpRun() override;

    void start();
    /// Begins nothing more; what was sent is waited for. Then it is over.
    void stop();

    [[nodiscard]] const CleanUpOrder &order() const { return m_order; }
    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] qint64 expected() const { return m_expected; }
    [[nodiscard]] const CleanUpCounts &counts() const;

Q_SIGNALS:
    void stageChanged();
    void progressed();
    /// A sign-in waits in the browser, which may not have opened.
    void browserOpened(const QUrl &address, signalbox::Instant expiresAt);
    void over(const signalbox::CleanUpReport &report);

private:
    void writeIntent();
    void stepUp();
    void stepUpLater();
    void takeToken(Result<WriteToken> token);
    [[nodiscard]] bool waitsForRenewal(const Result<WriteToken> &token);
    void halt(CleanUpHalt why);
    void countLeft();
    void takeCount(const Result<qint64> &count);
    void conclude(std::optional<qint64> left);
    void finish(CleanUpReport report);
    void setStage(Stage stage);
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] bool isOfThePerson() const;

    Client &m_client;
    TokenService &m_tokens;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    const CleanUpOrder m_order;
    const qint64 m_expected;
    const QString m_reason;
    const CleanUpPace m_pace;
    const QString m_op;
    Stage m_stage = Stage::Draft;
    QString m_subject;
    std::optional<Claim> m_namespace; ///< that no other console cleans it up meanwhile
    std::optional<Claim> m_claim;     ///< from the intent to its outcome
    bool m_isIntentAsked = false;     ///< it is on disk, or will be
    std::unique_ptr<CleanUpWalk> m_walk;
    CleanUpHalt m_halt;
    std::optional<qint64> m_lastCount;
    int m_counts = 0;
    int m_renewals = 0; ///< waited for one token
    Delivery m_step;    ///< what stop() stops
    QMetaObject::Connection m_browserLink;
};

} // namespace signalbox
