// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/confirmation.h"
#include "models/interventions/leverkind.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace signalbox {

class FormChoice;
class ResultInput;

/// What a lever needs from the operator: a reason, the lines of its kind, for a completion the result and its
/// form, in production the id of what is acted on typed, with that id whole above it. Keeps every text until
/// it is destroyed. UI thread.
class InterventionForm final : public QWidget
{
    Q_OBJECT

public:
    InterventionForm(const InterventionTarget &target, Environment environment, QWidget *parent = nullptr);

    [[nodiscard]] Confirmation confirmation() const;
    [[nodiscard]] LeverValues values() const;
    /// What was read last, which lines that nobody touched follow, and what all are held against. With the
    /// first the lines become what the target wants of them.
    void setSeen(const Seen &seen);
    void setForms(const ValueForms &forms, const QString &activityType);
    [[nodiscard]] bool hasText() const;
    [[nodiscard]] bool hasResult() const;
    /// What is still needed, as words for a list; empty if nothing is.
    [[nodiscard]] QStringList missing() const;
    /// Read-only rather than disabled: the texts stay legible and can be copied.
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addTypedId(QVBoxLayout &layout);
    /// As they are sent: one that nobody changed is what was read last.
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] bool isTyped(qsizetype line) const; ///< by a person
    QLineEdit *addLine(QVBoxLayout &layout, const QString &objectName, const QString &label);

    const InterventionTarget m_target;
    const LeverKind &m_kind;
    const Environment m_environment;
    std::optional<Seen> m_seen;
    QStringList m_begun;        ///< what each line shows of what was read last; empty texts before that
    const QStringList m_wanted; ///< what the target has in a line's place, where that is not empty
    QLineEdit *m_reason = nullptr;
    std::vector<QLineEdit *> m_lines; ///< one an input of the kind
    ResultInput *m_result = nullptr;
    FormChoice *m_choice = nullptr;
    QLineEdit *m_typedId = nullptr;
};

} // namespace signalbox
