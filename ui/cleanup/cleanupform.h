// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace signalbox {

class ActingButton;
class PlainLabel;

/// What a clean-up needs from the operator, in every environment: a reason, and the namespace's name, typed.
/// UI thread.
class CleanUpForm final : public QWidget
{
    Q_OBJECT

public:
    explicit CleanUpForm(QWidget *parent = nullptr);

    /// Another namespace's name is typed anew; the reason stays.
    void setNamespace(const QString &ns);
    /// `act` is the button's text; `obstacle` why it can't be pressed whatever is typed, empty: it can.
    void setAct(const QString &act, const QString &obstacle);
    [[nodiscard]] QString reason() const;
    void clearName(); ///< each time is confirmed anew

Q_SIGNALS:
    void startClicked();

private:
    void showMissing();

    QString m_ns;
    QString m_obstacle;
    QLineEdit *m_reason;
    PlainLabel *m_nameLabel;
    QLineEdit *m_name;
    PlainLabel *m_missing;
    ActingButton *m_start;
};

} // namespace signalbox
