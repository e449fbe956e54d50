// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <random>
#include <vector>

// Runs a target without libFuzzer, which gcc lacks: every file of a corpus, then so many inputs that are made
// of them by cutting, doubling, joining and changing bytes; the same ones each time. Takes libFuzzer's
// arguments:
// [-runs=N] [-seed=N] FOLDER…

namespace {

using Random = std::mt19937;

std::size_t below(Random &random, std::size_t end)
{
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

void change(QByteArray &input, const std::vector<QByteArray> &corpus, Random &random)
{
    static const QByteArray tokens = "\"\\{}[]()<>,:;=&?%#/'\n\r\t" + QByteArray::fromHex("00207f80e280aeff");
    const auto size = static_cast<std::size_t>(input.size());
    const auto at = static_cast<qsizetype>(below(random, size + 1));
    const auto length = static_cast<qsizetype>(below(random, 9));
    switch (below(random, 7)) {
    case 0:
        input.truncate(at);
        break;
    case 1:
        input.remove(at, length);
        break;
    case 2:
        input.insert(at, input.mid(at, length * 8));
        break;
    case 3:
        input.insert(at, tokens.at(static_cast<qsizetype>(below(random, tokens.size()))));
        break;
    case 4:
        if (size > 0)
            input[static_cast<qsizetype>(below(random, size))] = static_cast<char>(below(random, 256));
        break;
    case 5:
        input.insert(at, QByteArray(static_cast<qsizetype>(below(random, 2000)),
                                    tokens.at(static_cast<qsizetype>(below(random, tokens.size())))));
        break;
    default: {
        const QByteArray &other = corpus[below(random, corpus.size())];
        input.replace(at, length,
                      other.mid(static_cast<qsizetype>(below(random, std::size_t(other.size()) + 1))));
    }
    }
}

std::vector<QByteArray> corpusOf(const QStringList &folders)
{
    std::vector<QByteArray> corpus;
    for (const QString &folder : folders) {
        for (QDirIterator files(folder, QDir::Files); files.hasNext();) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                corpus.push_back(file.readAll());
        }
    }
    std::sort(corpus.begin(), corpus.end()); // a folder has no order
    return corpus;
}

void run(const QByteArray &input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()),
                           static_cast<std::size_t>(input.size()));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList folders;
    long runs = 0;
    Random random(1); // NOLINT(bugprone-random-generator-seed): the same inputs each time
    for (const QString &argument : QCoreApplication::arguments().mid(1)) {
        if (argument.startsWith(QLatin1String("-runs=")))
            runs = argument.mid(6).toLong();
        else if (argument.startsWith(QLatin1String("-seed=")))
            random.seed(argument.mid(6).toUInt());
        else
            folders << argument;
    }
    const std::vector<QByteArray> corpus = corpusOf(folders);
    if (corpus.empty()) {
        std::fputs("no corpus: name a folder with an example of each kind\n", stderr);
        return 2;
    }
    for (const QByteArray &input : corpus)
        run(input);
    for (long i = 0; i < runs; ++i) {
        QByteArray input = corpus[below(random, corpus.size())];
        for (std::size_t changes = 1 + below(random, 6); changes > 0; --changes)
            change(input, corpus, random);
        run(input);
    }
    std::printf("%zu files, %ld inputs made of them\n", corpus.size(), runs);
    return 0;
}
