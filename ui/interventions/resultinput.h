// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace signalbox {

class PlainLabel;
class ResultEdit;

/// The result of an activity as the operator writes or loads it: raw JSON, checked at each change, never
/// changed. UI thread.
class ResultInput final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultInput(QWidget *parent = nullptr);

    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] bool isValid() const { return m_isValid; }
    void setReadOnly(bool readOnly);
    /// Takes the file's bytes exactly; one over the limit or unreadable is refused with a sentence.
    void load(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void chooseFile();
    void clearOrTakeBack();
    void edited();
    void showClear();
    void say(const QString &sentence, bool isComplaint);

    ResultEdit *m_edit;
    QPushButton *m_load;
    QPushButton *m_startOver;
    PlainLabel *m_verdict;
    QString m_fileName; ///< of what was loaded and not edited since
    bool m_isValid = false;
    bool m_isReadOnly = false;
    bool m_wasCleared = false; ///< by the button, and nothing was written since
};

} // namespace signalbox
