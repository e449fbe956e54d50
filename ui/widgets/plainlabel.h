// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QClipboard>
#include <QLabel>

namespace signalbox {

/// A label that can only show plain text: what it is given goes through displayText(), so that markup,
/// controls and bidi characters of a server's text are seen and not obeyed. No text widens what it lies in: a
/// line that is cut ends in "…" and is whole in the tooltip, a wrapped one breaks anywhere if it must.
/// Selectable by mouse and keyboard where setSelectable says so. Colours and sizes follow palette and font by
/// role.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Tone { Normal, Secondary, Danger };
    enum class Size { Text, Strong, Heading, Figure, Mono };

    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; } ///< as displayed, without the breaks
    /// Lines of our own; a newline inside one of them stays a visible control character.
    void setLines(const QStringList &lines);
    void setTone(Tone tone);
    void setSize(Size size);
    void setSelectable(bool selectable);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    void setTextFormat(Qt::TextFormat) = delete;
    void setOpenExternalLinks(bool) = delete;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void display(const QString &text);
    void applyFont();
    void copySelected(QClipboard::Mode mode) const;
    [[nodiscard]] bool isBroken() const { return QLabel::text() != m_text; }
    [[nodiscard]] bool isOneLine() const;
    [[nodiscard]] bool isCut() const;

    QString m_text;
    Size m_size = Size::Text;
};

/// Tooltips and message boxes guess whether a text is rich: this makes any text plain, wrapped and safe.
[[nodiscard]] QString plainToolTip(const QString &text);
[[nodiscard]] QString plainToolTip(const QStringList &lines);
void setPlainToolTip(QWidget &widget, const QString &text);

} // namespace signalbox
