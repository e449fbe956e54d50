// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/verdict.h"

#include <QFrame>

class QToolButton;

namespace signalbox {

class FactColumns;
class PlainLabel;

/// Why the queue is as it is: the next step with the way to it, the evidence line by line, and what else was
/// looked into. Hidden where nothing is the matter.
class VerdictPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictPanel(QWidget *parent = nullptr);

    void show(const Verdict &verdict);

Q_SIGNALS:
    void workflowsClicked(const QString &query);

private:
    PlainLabel *m_next;
    QToolButton *m_open;
    FactColumns *m_facts; ///< the evidence, and other causes
    QString m_query;
};

} // namespace signalbox
