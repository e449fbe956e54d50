// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include <benchmark/benchmark.h>

#include <cstdlib>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

// From fork to exit after the first painted frame, with warm file caches.

namespace {

void run(benchmark::State &state, const char *program)
{
    for (auto _ : state) {
        pid_t child = 0;
        char *const arguments[] = {const_cast<char *>(program), nullptr};
        if (posix_spawn(&child, program, nullptr, nullptr, arguments, environ) != 0)
            return state.SkipWithError("did not start");
        int status = 0;
        waitpid(child, &status, 0);
        if (status != 0)
            return state.SkipWithError("did not end well");
    }
}

void emptyWindow(benchmark::State &state)
{
    run(state, START_EMPTY);
}

void console(benchmark::State &state)
{
    run(state, START_CONSOLE);
}

BENCHMARK(emptyWindow)->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();
BENCHMARK(console)->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();

} // namespace

int main(int argc, char **argv)
{
    return signalbox::bench::judge(argc, argv, {{"console", "emptyWindow", 2.0}});
}
