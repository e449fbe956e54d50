// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace signalbox {

/// A plain editor whose text and bytes are the same thing: bytes() is the UTF-8 of exactly what was typed,
/// pasted or loaded, no-break spaces and all. What the document can't hold unchanged is not taken over in
/// part: a paste of it is refused with a sentence, loaded bytes are kept beside it and only shown. UI thread.
class ResultEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ResultEdit(QWidget *parent = nullptr);

    [[nodiscard]] QByteArray bytes() const;
    /// True if the bytes can be edited from here; otherwise they are kept exactly and shown read-only.
    bool setBytes(const QByteArray &bytes);
    [[nodiscard]] bool isKept() const { return m_isKept; } ///< bytes() is what was loaded, not the text
    /// Back to an empty text that can be typed into.
    void startOver();

Q_SIGNALS:
    void pasteRefused(const QString &sentence);

protected:
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QByteArray m_kept;
    bool m_isKept = false;
};

} // namespace signalbox
