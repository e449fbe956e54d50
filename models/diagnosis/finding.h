// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/side.h"
#include "models/diagnosis/verdict.h"

/// Inside of the room: what examining one cause comes to.
namespace signalbox {

struct Finding
{
    enum class Answer {
        NotAsked, ///< nothing waits that it could hold
        No,
        Open, ///< what was seen does not tell
        Yes,
    };

    Answer answer = Answer::NotAsked;
    QString text; ///< Yes: the sentence. No: what speaks against it. Open: what is missing
    NextStep next;
    std::vector<Evidence> evidence;
    Signal signal = Signal::Clear;

    [[nodiscard]] static Finding notAsked() { return {}; }
    [[nodiscard]] static Finding no(QString by) { return {Answer::No, std::move(by), {}, {}, {}}; }
    [[nodiscard]] static Finding open(QString missing)
    {
        return {Answer::Open, std::move(missing), {}, {}, {}};
    }
    [[nodiscard]] static Finding yes(QString sentence, NextStep next, std::vector<Evidence> evidence,
                                     Signal signal = Signal::Clear)
    {
        return {Answer::Yes, std::move(sentence), std::move(next), std::move(evidence), signal};
    }
};

} // namespace signalbox
