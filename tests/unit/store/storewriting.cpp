// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storekeeper.h"

#include "tests/unit/store/looks.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

// Keeps looks in a store as fast as it can, and says of each commit up to which second it went, until it is
// killed. `storewriting PATH FIRST-SECOND`. Where nothing can be kept it says why, once, and ends. As
// "nobody" with a third argument: what may not be written is written by root.

using namespace signalbox;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    constexpr uid_t nobody = 65534;
    constexpr int queues = 50;
    if (arguments.size() > 3 && ::setuid(nobody) != 0)
        return 2;
    StoreKeeper keeper(arguments.at(1));
    for (qint64 time = arguments.at(2).toLongLong();; ++time) {
        std::vector<LookRow> rows;
        rows.reserve(queues);
        for (int i = 0; i < queues; ++i)
            rows.push_back(test::rowAt(QStringLiteral("queue-%1").arg(i), time, time % 1000, 10));
        const Kept kept = keeper.keep({std::move(rows), {}}, timeOf(time));
        if (kept.state != Kept::State::Recording) {
            std::printf("%s\n", kept.failure ? qPrintable(kept.failure->detail) : "elsewhere");
            return 1;
        }
        std::printf("%lld\n", static_cast<long long>(time));
        std::fflush(stdout);
    }
}
