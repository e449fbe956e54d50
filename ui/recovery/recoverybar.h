// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/findings.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace signalbox {

/// Above a manifest: what may be done with it, and which of the findings are shown.
class RecoveryBar final : public QWidget
{
    Q_OBJECT

public:
    /// What may be done now.
    struct Deeds
    {
        bool open = false;
        bool verify = false;
        bool watch = false;
        bool take = false;
        bool save = false;
    };

    explicit RecoveryBar(QWidget *parent = nullptr);

    void setDeeds(const Deeds &deeds);
    /// Without the namespace, which is chosen elsewhere.
    [[nodiscard]] FindingFilter filter() const;
    void setOnlyTrouble(bool onlyTrouble);
    void focusFilter();

Q_SIGNALS:
    void openClicked();
    void verifyClicked();
    void watchClicked();
    void takeClicked();
    void saveClicked();
    void filterChanged();
    void filterDone(); ///< Enter in its field

private:
    QToolButton *m_open;
    QToolButton *m_verify;
    QToolButton *m_watch;
    QToolButton *m_take;
    QToolButton *m_save;
    QToolButton *m_onlyTrouble;
    QLineEdit *m_text;
};

} // namespace signalbox
