// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanuprun.h"
#include "models/cleanup/cleanupsurvey.h"

#include <memory>

namespace signalbox {

/// A namespace that the runbook allows to clean up, what is known of it and what was done.
struct CleanUpLine
{
    QString ns;
    std::chrono::seconds olderThan{0};
    std::optional<CleanUpSurvey> survey;
    std::optional<Error> failure; ///< of the last survey
    Instant failedAt;
    std::optional<CleanUpReport> report; ///< of the last run here
    bool isCounting = false;
    bool isCleaned = false; ///< now

    bool operator==(const CleanUpLine &other) const;
};

/// What a person does with clean-ups in a window: surveys, one namespace after the other, and one run at a
/// time, which goes on whatever page is looked at. What was found stays until it is found anew; another
/// person begins with nothing. Owner thread; all it is made of must outlive it.
class CleanUpWork final : public QObject
{
    Q_OBJECT

public:
    CleanUpWork(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                const Profile &profile, const Expectations &expectations, const CleanUpPace &pace = {},
                QObject *parent = nullptr);
    ~CleanUpWork() override;

    /// The namespaces that may be read; those that the runbook does not allow get no line.
    void setNamespaces(const QStringList &names);
    [[nodiscard]] const std::vector<CleanUpLine> &lines() const { return m_lines; }
    [[nodiscard]] const CleanUpLine *line(const QString &ns) const; ///< null: there is none
    [[nodiscard]] qsizetype notAllowed() const { return m_notAllowed; }
    /// Why nothing may be deleted there; empty: it may.
    [[nodiscard]] QString whyNot(const QString &ns) const;

    void survey();                  ///< all of them
    void survey(const QString &ns); ///< next
    void stopSurvey();
    [[nodiscard]] bool isSurveying() const { return !m_counting.isEmpty(); }
    [[nodiscard]] const QString &counting() const { return m_counting; } ///< empty: none
    [[nodiscard]] qsizetype toCount() const { return m_toCount.size(); }

    /// What was surveyed there, by its cut-off. Nothing while one is under way, or nothing would go.
    void start(const QString &ns, const QString &reason);
    void stop();
    [[nodiscard]] const CleanUpRun *run() const { return m_run.get(); } ///< null: none is under way

Q_SIGNALS:
    void changed();    ///< lines, or whether something is under way
    void progressed(); ///< of the run
    void browserOpened(const QUrl &address, signalbox::Instant expiresAt);
    void over(const signalbox::CleanUpReport &report);

private:
    void dropSurvey();
    void nextSurvey();
    void takeSurvey(const Result<CleanUpSurvey> &survey);
    void takeReport(const CleanUpReport &report);
    [[nodiscard]] CleanUpLine *find(const QString &ns);
    void forget();

    Client &m_client;
    TokenService &m_tokens;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    const Expectations &m_expectations;
    const CleanUpPace m_pace;
    CleanUpSurveyor m_surveyor;
    QString m_subject; ///< whose lines these are
    std::vector<CleanUpLine> m_lines;
    qsizetype m_notAllowed = 0;
    QString m_counting;
    QStringList m_toCount;
    Delivery m_survey;
    std::unique_ptr<CleanUpRun> m_run;
};

} // namespace signalbox
