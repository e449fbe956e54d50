// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulesfile.h"
#include "models/base/clock.h"

#include <QObject>

namespace signalbox {

/// The runbook that a console is held to, with the rules of its own file beside the profile as they are: the
/// file is read again every minute and whenever somebody asks, as people and other consoles write there. One
/// that can't be used changes nothing, and is said once; one that is gone is believed to be so the second
/// time. Owner thread.
class OwnRules final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds readEvery = std::chrono::minutes(1);

    /// `team`: the runbook without them. `path`: of their file; empty: there can be none.
    [[nodiscard]] static Result<std::unique_ptr<OwnRules>> open(Runbook team, const QString &path,
                                                                const Clock &clock);
    ~OwnRules() override;

    /// What holds now. Stays where it is, and changes only right before changed().
    [[nodiscard]] const Runbook &runbook() const { return m_now; }
    /// What the file held as it was taken last.
    [[nodiscard]] const RulesFile::Contents &contents() const { return m_contents; }
    [[nodiscard]] const QString &path() const { return m_file.path(); }
    /// From now on these hold; else why they can't.
    [[nodiscard]] Done take(const RulesFile::Contents &contents);

public Q_SLOTS:
    void tick(); ///< once a second
    void look(); ///< whether the file is another

Q_SIGNALS:
    void changed(); ///< the runbook
    void notice(const QString &sentence);

private:
    OwnRules(Runbook team, const QString &path, const Clock &clock);
    void takeRead(const Result<RulesFile::Contents> &contents);
    void fault(const QString &why);

    const Clock &m_clock;
    const Runbook m_team;
    Runbook m_now;
    RulesFile m_file;
    RulesFile::Contents m_contents;
    QString m_fault; ///< that was said last; empty: there is none
    Milliseconds m_asked{0};
    bool m_isReading = false;
    bool m_wasMissing = false; ///< when it was read last
};

} // namespace signalbox
