// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <optional>

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
    /// Back to an empty text that can be typed into. Undo brings back what was there.
    void startOver();
    /// Undo, also of what set bytes: kept ones come back whole.
    void takeBack();
    void setLocked(bool locked); ///< nothing can be changed

Q_SIGNALS:
    void pasteRefused(const QString &sentence);

protected:
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QByteArray m_kept;
    std::optional<QByteArray> m_before; ///< what the document's own undo can't bring back
    bool m_isKept = false;
    bool m_isLocked = false;
};

} // namespace signalbox
