// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/queuekey.h"

#include <QWidget>

#include <optional>

namespace signalbox {

/// A page of the window. Pages ask to open each other by signal; the window decides where. A page polls
/// nothing while it is not active.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0; ///< plain text, for tab, window title and screen reader
    virtual void setActive(bool active) = 0;         ///< shown or hidden
    virtual void refresh() = 0;                      ///< F5
    virtual void focusFilter() {}                    ///< "/"
    /// When what it shows was read, for the age in the status bar; nullopt: nothing read yet.
    [[nodiscard]] virtual std::optional<Instant> readAt() const { return std::nullopt; }

    /// Greys everything the page paints: what it shows is older than it should be.
    void setStale(bool stale);

Q_SIGNALS:
    void titleChanged();
    void openBoard();
    void openQueue(const signalbox::QueueKey &key);
    void openWorkflows(const QString &ns, const QString &query);
    /// An empty run id means the current run.
    void openWorkflow(const QString &ns, const QString &workflowId, const QString &runId);
    void readAtChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyStale();

    bool m_stale = false;
};

} // namespace signalbox
