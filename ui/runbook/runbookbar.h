// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/driftlist.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace signalbox {

class PlainLabel;

/// Above the rules: what is shown of them, and what may be done with all of them.
class RunbookBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RunbookBar(QWidget *parent = nullptr);

    void setChoices(const QStringList &owners, const QStringList &namespaces);
    void setFilter(const DriftFilter &filter);
    [[nodiscard]] DriftFilter filter() const;
    void setTotals(const QString &totals);
    void setRunning(bool isRunning);
    void setCanSave(bool canSave);
    void focusFilter();

Q_SIGNALS:
    void filterChanged();
    void filterDone(); ///< Enter in its field
    void newTenantClicked();
    void checkClicked();
    void saveClicked();
    void copyClicked();
    void cleanUpClicked();

private:
    void build();
    void arrange();
    void choose();

    QComboBox *m_state;
    QComboBox *m_owner;
    QComboBox *m_namespace;
    QLineEdit *m_text;
    QToolButton *m_clear;
    QToolButton *m_newTenant;
    QToolButton *m_check;
    QToolButton *m_save;
    QToolButton *m_copy;
    QToolButton *m_cleanUp;
    PlainLabel *m_totals;
};

} // namespace signalbox
