// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/secret.h"

#include <QTest>
#include <QtDebug>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

template <class T>
concept Streamable = requires(QDebug debug, const T &value)
{
    debug << value;
};

const QByteArray text = "refresh-token-of-some-length";

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cannotBeCopiedOrStreamed()
    {
        QVERIFY(!std::is_copy_constructible_v<Secret>);
        QVERIFY(!std::is_copy_assignable_v<Secret>);
        QVERIFY(!Streamable<Secret>);
        QVERIFY(!(std::is_convertible_v<Secret, QByteArray> || std::is_convertible_v<Secret, QString>));
    }

    void wipesItsOwnBytesOnly()
    {
        const QByteArray shared = text;
        Secret secret(shared);
        const char *bytes = secret.view().data();
        QCOMPARE(secret.view(), text);
        secret.wipe();
        QVERIFY(secret.isEmpty());
        for (qsizetype i = 0; i < text.size(); ++i)
            QCOMPARE(bytes[i], '\0');
        QCOMPARE(shared, QByteArray("refresh-token-of-some-length"));
    }

    void movesWithoutLeavingACopy()
    {
        Secret first(text);
        Secret second(std::move(first));
        QCOMPARE(second.view(), text);
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the point
        Secret third(QByteArray("other"));
        third = std::move(second);
        QCOMPARE(third.view(), text);
        QVERIFY(second.isEmpty()); // NOLINT(bugprone-use-after-move)
    }

    void clonesIndependently()
    {
        Secret first(text);
        const Secret second = first.clone();
        first.wipe();
        QCOMPARE(second.view(), text);
    }
};

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
