// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/ruledraft.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace signalbox {

class PlainLabel;

/// A rule as it is typed, each value beside what is wrong with it, or how it is written. UI thread.
class RuleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleForm(QWidget *parent = nullptr);

    /// What a person types at goes on where the draft is the same.
    void setDraft(const RuleDraft &draft);
    [[nodiscard]] RuleDraft draft() const;
    void setFaults(const std::vector<DraftFault> &faults);

Q_SIGNALS:
    void edited(); ///< by a person

private:
    struct Field
    {
        QLineEdit *edit = nullptr;
        PlainLabel *remark = nullptr;
    };

    void addRow(QWidget &editor, const QString &label, PlainLabel *remark);
    [[nodiscard]] Field addField(const QString &key, const QString &label);
    void addChoices();
    void showHints();

    QGridLayout *m_grid;
    std::map<QString, PlainLabel *> m_remarks; ///< by the key of the file
    std::map<QString, QString> m_hints;
    QLineEdit *m_id = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_threshold = nullptr;
    QLineEdit *m_for = nullptr;
    QLineEdit *m_keep = nullptr;
    QComboBox *m_severity = nullptr;
    QLineEdit *m_namespaces = nullptr;
    QLineEdit *m_queues = nullptr;
    QCheckBox *m_enabled = nullptr;
};

} // namespace signalbox
