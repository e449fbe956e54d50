// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/resultvalidator.h"
#include "ui/interventions/resultedit.h"
#include "ui/interventions/resultinput.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

QString verdict(const ResultInput &input)
{
    return input.findChild<PlainLabel *>(u"resultVerdict"_s)->text();
}

} // namespace

class TestResultEdit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedTextKeepsItsBytes_data();
    void typedTextKeepsItsBytes();
    void loadedBytesAreSentAsTheyAre_data();
    void loadedBytesAreSentAsTheyAre();
    void whatWasClearedComesBack_data();
    void whatWasClearedComesBack();
    void whatAFileReplacedComesBack();
    void refusesAPasteItCannotKeep_data();
    void refusesAPasteItCannotKeep();
    void shiftEnterIsALineFeed();
    void theFileDialogsChoiceIsLoaded();
    void refusesAFileOverTheLimit();
    void namesLineAndColumnOfAMistake();
    void anEditedFileIsNoLongerCalledTheFile();
    void anEmptyTextIsNoResult();

private:
    QTemporaryDir m_folder;
    QString write(const QByteArray &bytes) const
    {
        QString path = m_folder.filePath(u"result.json"_s);
        QFile file(path);
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write(bytes);
        return path;
    }
};

void TestResultEdit::typedTextKeepsItsBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"{\"a\": 1.10}"_s;
    QTest::newRow("big number") << u"18446744073709551615"_s;
    QTest::newRow("no-break space") << u"\"a\u00a0b\""_s;
    QTest::newRow("line separator") << u"\"a\u2028b\""_s;
    QTest::newRow("narrow no-break space") << u"\"1\u202f204\""_s;
    QTest::newRow("bidi override") << u"\"a\u202eb\""_s;
    QTest::newRow("byte order mark inside") << u"\"a\ufeffb\""_s;
    QTest::newRow("beyond the first plane") << u"\"\U0001F6E4\""_s;
    QTest::newRow("object replacement") << u"\"\ufffc\""_s;
    QTest::newRow("lines and tabs") << u"{\n\t\"a\": [\n  1,\n\n  2 ]\n}\n"_s;
    QTest::newRow("spaces at line ends") << u" {  \n } \n \n"_s;
}

void TestResultEdit::typedTextKeepsItsBytes()
{
    QFETCH(const QString, text);
    ResultEdit edit;
    QGuiApplication::clipboard()->setText(text);
    edit.paste();
    QCOMPARE(edit.bytes(), text.toUtf8());
    edit.selectAll();
    edit.cut();
    QCOMPARE(edit.bytes(), QByteArray());
    edit.undo();
    QCOMPARE(edit.bytes(), text.toUtf8());
}

void TestResultEdit::loadedBytesAreSentAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("editable");
    QTest::newRow("plain") << "{\"a\": 1.10}\n"_ba << true;
    QTest::newRow("CRLF") << "{\r\n}\r\n"_ba << false;
    QTest::newRow("CR") << "{\r}"_ba << false;
    QTest::newRow("paragraph separator") << "\"\xe2\x80\xa9\""_ba << false;
    QTest::newRow("no-break space") << "\"\xc2\xa0\""_ba << true;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf{}"_ba << false;
    QTest::newRow("not UTF-8") << "\"\xff\xfe\""_ba << false;
    QTest::newRow("NUL") << QByteArray("\"\0\"", 3) << false;
    QTest::newRow("one line of 1 MiB") << '"' + QByteArray(1024 * 1024, 'x') + '"' << false;
}

void TestResultEdit::loadedBytesAreSentAsTheyAre()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, editable);
    ResultInput input;
    input.load(write(bytes));
    QCOMPARE(input.bytes(), bytes);
    QCOMPARE(input.isValid(), checkResult(bytes).has_value());
    auto *edit = input.findChild<ResultEdit *>();
    QCOMPARE(edit->isReadOnly(), !editable);
    QTest::keyClicks(edit, u"x"_s);
    QCOMPARE(input.bytes() == bytes, !editable);

    QTest::mouseClick(input.findChild<QPushButton *>(u"clearResult"_s), Qt::LeftButton);
    QCOMPARE(input.bytes(), QByteArray());
    QVERIFY(!edit->isReadOnly());
}

void TestResultEdit::whatWasClearedComesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("byKey");
    for (const bool byKey : {true, false}) {
        const char *how = byKey ? "key" : "button";
        QTest::addRow("typed, %s", how) << "{\"a\": [1,\n2]}"_ba << byKey;
        QTest::addRow("kept as loaded, %s", how) << "{\r\n}\r\n"_ba << byKey;
        QTest::addRow("not UTF-8, %s", how) << "\"\xff\xfe\""_ba << byKey;
    }
}

void TestResultEdit::whatWasClearedComesBack()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, byKey);
    ResultInput input;
    auto *edit = input.findChild<ResultEdit *>();
    auto *clear = input.findChild<QPushButton *>(u"clearResult"_s);
    input.load(write(bytes));
    QCOMPARE(clear->text(), u"Clear"_s);
    clear->click();
    QCOMPARE(input.bytes(), QByteArray());
    QCOMPARE(clear->text(), u"Undo clear"_s);
    if (byKey)
        QTest::keySequence(edit, QKeySequence::Undo);
    else
        clear->click();
    QCOMPARE(input.bytes(), bytes);
    QCOMPARE(clear->text(), u"Clear"_s);
}

void TestResultEdit::whatAFileReplacedComesBack()
{
    ResultInput input;
    auto *edit = input.findChild<ResultEdit *>();
    QTest::keyClicks(edit, u"[1]"_s);
    for (const QByteArray &file : {"{}"_ba, "{\r\n}"_ba}) {
        input.load(write(file));
        QCOMPARE(input.bytes(), file);
        QTest::keySequence(edit, QKeySequence::Undo);
        QCOMPARE(input.bytes(), "[1]"_ba);
        QVERIFY(!edit->isReadOnly());
    }
    input.setReadOnly(true); // it is under way
    QTest::keySequence(edit, QKeySequence::Undo);
    QCOMPARE(input.bytes(), "[1]"_ba);
}

void TestResultEdit::refusesAPasteItCannotKeep_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("paragraph separator") << u"\"a\u2029b\""_s;
    QTest::newRow("frame begin") << QString(QChar(0xFDD0));
    QTest::newRow("lone carriage return") << u"a\rb"_s;
    QTest::newRow("half a pair") << QString(QChar(0xD83D)) + u'x';
    QTest::newRow("too long") << QString(300 * 1024, u'x');
}

void TestResultEdit::refusesAPasteItCannotKeep()
{
    QFETCH(const QString, text);
    ResultInput input;
    auto *edit = input.findChild<ResultEdit *>();
    edit->setPlainText(u"{}"_s);
    const QSignalSpy refused(edit, &ResultEdit::pasteRefused);
    auto *data = new QMimeData;
    data->setText(text);
    QGuiApplication::clipboard()->setMimeData(data);
    edit->paste();
    QCOMPARE(refused.count(), 1);
    QCOMPARE(edit->bytes(), "{}"_ba);
    QVERIFY2(verdict(input).startsWith("Not pasted"_L1), qPrintable(verdict(input)));
}

void TestResultEdit::shiftEnterIsALineFeed()
{
    ResultEdit edit;
    QTest::keyClicks(&edit, u"{"_s);
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&edit, u"}"_s);
    QCOMPARE(edit.bytes(), "{\n}"_ba);
}

void TestResultEdit::theFileDialogsChoiceIsLoaded()
{
    ResultInput input;
    input.show();
    QTest::mouseClick(input.findChild<QPushButton *>(u"loadResult"_s), Qt::LeftButton);
    auto *dialog = input.findChild<QFileDialog *>(u"loadResultDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    Q_EMIT dialog->fileSelected(write("[1, 2]"));
    dialog->close();
    QCOMPARE(input.bytes(), "[1, 2]"_ba);
}

void TestResultEdit::refusesAFileOverTheLimit()
{
    ResultInput input;
    input.findChild<ResultEdit *>()->setPlainText(u"{\"typed\": true}"_s);
    input.load(write('"' + QByteArray(maxResultBytes, 'x') + '"'));
    QCOMPARE(input.bytes(), "{\"typed\": true}"_ba);
    QVERIFY2(verdict(input).contains("larger than the 2 MiB"_L1), qPrintable(verdict(input)));

    const QByteArray largest = '"' + QByteArray(maxResultBytes - 2, 'x') + '"';
    input.load(write(largest));
    QCOMPARE(input.bytes(), largest);
    QVERIFY(input.isValid());
}

void TestResultEdit::namesLineAndColumnOfAMistake()
{
    ResultInput input;
    input.findChild<ResultEdit *>()->setPlainText(u"{\n  \"a\": oops\n}"_s);
    QVERIFY(!input.isValid());
    QVERIFY2(verdict(input).contains("2"_L1) && verdict(input).contains("8"_L1), qPrintable(verdict(input)));
}

void TestResultEdit::anEditedFileIsNoLongerCalledTheFile()
{
    ResultInput input;
    input.load(write("{}"));
    QVERIFY2(verdict(input).contains("exactly as in result.json"_L1), qPrintable(verdict(input)));
    QTest::keyClicks(input.findChild<ResultEdit *>(), u" "_s);
    QVERIFY2(!verdict(input).contains("result.json"_L1), qPrintable(verdict(input)));
}

void TestResultEdit::anEmptyTextIsNoResult()
{
    const ResultInput input;
    QVERIFY(!input.isValid());
    QCOMPARE(input.findChild<ResultEdit *>()->placeholderText(), u"{}"_s);
}

QTEST_MAIN(TestResultEdit)
#include "tst_resultedit.moc"
