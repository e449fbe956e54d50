// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace signalbox {

class PlainLabel;

/// A sentence that must be read, on its own ground with a bar of the kind's colour at its left; more may be
/// put under the sentence. UI thread.
class NoteBox final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Quiet, Clear, Caution, Danger };

    explicit NoteBox(QWidget *parent = nullptr);

    void setNote(Kind kind, const QString &sentence);
    void setHeading(const QString &heading);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind = Kind::Quiet;
    PlainLabel *m_heading;
    PlainLabel *m_sentence;
};

} // namespace signalbox
