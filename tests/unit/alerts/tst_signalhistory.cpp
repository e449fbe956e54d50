// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/signalhistory.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

using Phases = std::vector<SignalPhase>;

/// A judgement each 10 s from `from` to `to`, each on a sample that holds for 30 s.
void noteAll(SignalHistory &history, Signal signal, Milliseconds from, Milliseconds to)
{
    for (Milliseconds at = from; at <= to; at += 10s)
        history.note(signal, at, at + 30s);
}

} // namespace

class TestSignalHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cautionThenDanger()
    {
        SignalHistory history;
        noteAll(history, Signal::Clear, 0s, 50s);
        QVERIFY(history.phases().empty());
        noteAll(history, Signal::Caution, 1min, 5min + 50s);
        noteAll(history, Signal::Danger, 6min, 10min);
        const SignalPhase caution{1min, 6min, Signal::Caution};
        QCOMPARE(history.phases(), (Phases{caution, {6min, 10min + 30s, Signal::Danger}}));
        history.note(Signal::Clear, 10min + 10s, 10min + 40s);
        QCOMPARE(history.phases(), (Phases{caution, {6min, 10min + 10s, Signal::Danger}}));
    }

    void lastsNoLongerThanWhatItRestsOn()
    {
        SignalHistory history;
        noteAll(history, Signal::Danger, 0s, 1min);
        history.note(Signal::Unknown, 8h, 8h);
        noteAll(history, Signal::Danger, 8h + 10s, 8h + 20s);
        QCOMPARE(history.phases(), (Phases{{0s, 90s, Signal::Danger}, {8h + 10s, 8h + 50s, Signal::Danger}}));
    }

    /// Told of a sample, taken back by the count that came with it.
    void whatNeverLastedIsNoPhase()
    {
        SignalHistory history;
        history.note(Signal::Danger, 1min, 90s);
        history.note(Signal::Caution, 1min, 90s);
        QCOMPARE(history.phases(), (Phases{{1min, 90s, Signal::Caution}}));
        history.note(Signal::Clear, 1min, 90s);
        QVERIFY(history.phases().empty());
    }

    void isBounded()
    {
        SignalHistory history;
        for (int i = 0; i < 2000; ++i)
            history.note(i % 2 == 0 ? Signal::Caution : Signal::Danger, i * 10s, i * 10s + 30s);
        QCOMPARE(history.phases().size(), SignalHistory::maxPhases);
        QCOMPARE(history.phases().back().from, Milliseconds(1999 * 10s));
        history.note(Signal::Clear, 1999 * 10s + 30s + 24h, 1999 * 10s + 60s + 24h);
        QCOMPARE(history.phases().size(), std::size_t(1));
        history.note(Signal::Clear, 1999 * 10s + 31s + 24h, 1999 * 10s + 60s + 24h);
        QVERIFY(history.phases().empty());
    }
};

QTEST_GUILESS_MAIN(TestSignalHistory)
#include "tst_signalhistory.moc"
