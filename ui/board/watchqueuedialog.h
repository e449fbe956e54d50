// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"

#include <QDialog>

#include <set>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace signalbox {

class PlainLabel;

/// Asks which queue is to be watched though nothing tells of it, and says at once why one can't be.
class WatchQueueDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Of these namespaces, `chosen` first if it is one of them. `named` are watched already because somebody
    /// said so.
    WatchQueueDialog(const QStringList &namespaces, const QString &chosen, std::set<QueueKey> named,
                     QWidget *parent = nullptr);

    [[nodiscard]] QueueKey key() const;

private:
    [[nodiscard]] QString refusal() const; ///< empty: it can be watched
    void check();

    const std::set<QueueKey> m_named;
    QComboBox *m_namespace;
    QLineEdit *m_queue;
    PlainLabel *m_refusal;
    QPushButton *m_watch;
};

} // namespace signalbox
