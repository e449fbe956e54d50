// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/resultedit.h"

#include "models/base/displaytext.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A 2 MB line takes 0.2 s to lay out (measured), so that more than this is kept and only its start shown.
constexpr qsizetype editableBytes = 256 * 1024;
constexpr qsizetype shownCharacters = 16 * 1024;

/// Characters QTextDocument turns into block ends or drops (QTextCursor::insertText), and halves of pairs,
/// which UTF-8 can't carry.
bool isChanged(QChar c)
{
    return c.unicode() == 0x2029 || c.unicode() == 0xFDD0 || c.unicode() == 0xFDD1 || c == u'\r' ||
           c.isNull();
}

qsizetype firstChanged(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (isChanged(text[i]) || text[i].isSurrogate())
            return i;
    }
    return -1;
}

} // namespace

ResultEdit::ResultEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
}

QByteArray ResultEdit::bytes() const
{
    if (m_isKept)
        return m_kept;
    // Not toPlainText(): it makes U+00A0 a space and U+2028 a line feed.
    QString text = document()->toRawText();
    return text.replace(QChar(QChar::ParagraphSeparator), u'\n').toUtf8();
}

bool ResultEdit::setBytes(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const bool exact = bytes.size() <= editableBytes && text.toUtf8() == bytes && firstChanged(text) < 0;
    if (exact && !m_isKept) {
        QTextCursor all(document()); // setPlainText() would end what undo can reach
        all.select(QTextCursor::Document);
        all.insertText(text);
        document()->setModified(false);
        return true;
    }
    m_before = this->bytes();
    m_kept = exact ? QByteArray() : bytes;
    m_isKept = !exact;
    setReadOnly(m_isLocked || m_isKept);
    if (exact) {
        setPlainText(text);
        return true;
    }
    QStringList lines = text.left(shownCharacters).split(u'\n');
    std::transform(lines.begin(), lines.end(), lines.begin(),
                   [](const QString &line) { return displayText(line, shownCharacters); });
    setPlainText(lines.join(u'\n') + (text.size() > shownCharacters ? u"…"_s : QString()));
    return false;
}

void ResultEdit::startOver()
{
    setBytes({});
}

void ResultEdit::takeBack()
{
    if (m_isLocked)
        return;
    if (!m_isKept && document()->isUndoAvailable())
        return undo();
    if (!m_before)
        return;
    setBytes(*std::exchange(m_before, std::nullopt));
    m_before.reset(); // what was taken back is gone
}

void ResultEdit::setLocked(bool locked)
{
    m_isLocked = locked;
    setReadOnly(m_isLocked || m_isKept);
}

void ResultEdit::insertFromMimeData(const QMimeData *source)
{
    QString text = source->text();
    text.replace(u"\r\n"_s, u"\n"_s);
    const qsizetype at = firstChanged(text);
    if (at >= 0) {
        Q_EMIT pasteRefused(tr("Not pasted: the editor can't keep its character %1 (U+%2) as it is. Save the "
                               "text to a file and load that.")
                                .arg(QString::number(at + 1),
                                     u"%1"_s.arg(uint(text[at].unicode()), 4, 16, QChar(u'0')).toUpper()));
        return;
    }
    if (text.toUtf8().size() > editableBytes) {
        Q_EMIT pasteRefused(tr("Not pasted: it is longer than 256 KiB. Save it to a file and load that."));
        return;
    }
    insertPlainText(text);
}

void ResultEdit::keyPressEvent(QKeyEvent *event)
{
    // Shift+Enter would put U+2028 into the text, which no JSON reader takes for white space.
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ShiftModifier) && !isReadOnly()) {
        insertPlainText(u"\n"_s);
        event->accept();
        return;
    }
    if (event->matches(QKeySequence::Undo)) {
        takeBack();
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace signalbox
