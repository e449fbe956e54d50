// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanupwork.h"

#include <QWidget>

namespace signalbox {

class CleanUpForm;
class NoteBox;
class PlainLabel;
class ProgressRow;
class SignInPanel;

/// What would go in the chosen namespace, in words, with the form that has it go; how far that is, and what
/// came of the last one. UI thread.
class CleanUpPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CleanUpPanel(QWidget *parent = nullptr);

    /// `act`: the words of the button; `obstacle`: why nothing can be begun now.
    void show(const CleanUpLine &line, const QString &act, const QString &obstacle);
    void showNone(const QString &why);
    void showRun(const CleanUpRun *run); ///< null: none is under way
    void showSignIn(const QUrl &address, Instant expiresAt);

    [[nodiscard]] QString reason() const;
    void clearName();

Q_SIGNALS:
    void startClicked();
    void stopClicked();

private:
    void showReport(const CleanUpLine &line);

    PlainLabel *m_sentence;
    PlainLabel *m_types;
    PlainLabel *m_warning;
    CleanUpForm *m_form;
    ProgressRow *m_progress;
    SignInPanel *m_signIn;
    NoteBox *m_report;
    PlainLabel *m_kept;
};

} // namespace signalbox
