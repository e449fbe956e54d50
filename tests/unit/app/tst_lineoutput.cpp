// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lineoutput.h"

#include "models/base/descriptor.h"

#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

struct Pipe
{
    Pipe()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) == 0) {
            reading = Descriptor(ends[0]);
            writing = Descriptor(ends[1]);
        }
    }
    QByteArray read()
    {
        QByteArray text(1024 * 1024, 0);
        const auto size = uninterrupted(
            [&] { return ::read(reading.get(), text.data(), static_cast<std::size_t>(text.size())); });
        text.truncate(std::max<qsizetype>(size, 0));
        return text;
    }

    Descriptor reading;
    Descriptor writing;
};

const QByteArray longLine(3000, 'x');

} // namespace

class TestLineOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLines()
    {
        Pipe pipe;
        LineOutput output(pipe.writing.get());
        output.add("one");
        output.add("two");
        QCoreApplication::processEvents();
        QCOMPARE(pipe.read(), "one\ntwo\n");
    }

    void whoDoesNotReadKeepsNothingWaiting()
    {
        Pipe pipe;
        LineOutput output(pipe.writing.get());
        QSignalSpy broken(&output, &LineOutput::broken);
        for (int i = 0; i < 1000; ++i)
            output.add(longLine);
        QTest::qWait(50); // comes back, though the pipe is full
        QByteArray read;
        while (read.size() < 1000 * (longLine.size() + 1)) {
            read += pipe.read();
            QCoreApplication::processEvents();
        }
        QCOMPARE(read, (longLine + '\n').repeated(1000));
        QVERIFY(broken.isEmpty());
    }

    void theLastLinesAreWritten()
    {
        Pipe pipe;
        LineOutput output(pipe.writing.get());
        output.add("last");
        output.finish(1s);
        QCOMPARE(pipe.read(), "last\n");
        for (int i = 0; i < 100; ++i)
            output.add(longLine);
        output.finish(10ms); // nobody reads them, and it ends
        QVERIFY(pipe.read().startsWith(longLine));
    }

    void aReaderThatHasGoneIsToldOnce()
    {
        Pipe pipe;
        LineOutput output(pipe.writing.get());
        QSignalSpy broken(&output, &LineOutput::broken);
        pipe.reading = Descriptor();
        output.add("one");
        QTRY_COMPARE(broken.size(), 1);
        output.add("two");
        QCoreApplication::processEvents();
        output.finish(1s);
        QCOMPARE(broken.size(), 1);
    }

    void whatWaitsHasABound()
    {
        Pipe pipe;
        LineOutput output(pipe.writing.get());
        QSignalSpy broken(&output, &LineOutput::broken);
        const QByteArray large(LineOutput::mostWaiting / 2, 'x');
        output.add(large);
        QVERIFY(broken.isEmpty());
        output.add(large);
        QCOMPARE(broken.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLineOutput)
#include "tst_lineoutput.moc"
