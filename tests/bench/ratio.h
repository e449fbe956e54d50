// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace signalbox::bench {

/// What a run is judged by: the median of `work` over the median of `floor`, both measured in this process,
/// interleaved, seven rounds. Absolute times are only printed. SIGNALBOX_BENCH_SLACK multiplies `atMost`,
/// where a limit is to catch what went wrong by a factor on a machine that has other work.
struct Limit
{
    std::string work;
    std::string floor; ///< empty: `atMost` is milliseconds, for a limit named as such
    double atMost = 1;
};

/// Runs every registered benchmark and judges them by every limit. A run whose floor spreads by more than 25
/// % is void and is repeated, three times at most; a machine that noisy proves nothing and the exit code says
/// so (1).
int judge(int argc, char **argv, std::vector<Limit> limits);

} // namespace signalbox::bench
