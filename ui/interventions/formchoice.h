// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/valueforms.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace signalbox {

class NoteBox;
class PlainLabel;

/// In which form a result is sent: set as the run shows it until a person chooses, with what speaks for it,
/// and what speaks against it to be accepted. UI thread.
class FormChoice final : public QWidget
{
    Q_OBJECT

public:
    explicit FormChoice(QWidget *parent = nullptr);

    void setForms(const ValueForms &forms, const QString &activityType);
    /// `json` in the form that is chosen, with what speaks against it.
    [[nodiscard]] WrittenResult written(const QByteArray &json) const;
    [[nodiscard]] bool acceptsCaveat() const;
    [[nodiscard]] QStringList missing(const QByteArray &json) const;
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed();

private:
    void choose();
    void showForm();
    [[nodiscard]] Payload chosen() const;

    QComboBox *m_encoding;
    PlainLabel *m_of;
    QComboBox *m_messageType;
    PlainLabel *m_ground;
    NoteBox *m_caveat;
    QCheckBox *m_accept;
    std::optional<ValueForms> m_forms;
    QString m_activityType;
    QString m_caveatText;
    bool m_isChosen = false; ///< by a person
    bool m_isReadOnly = false;
};

} // namespace signalbox
