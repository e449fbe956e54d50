// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "ui/widgets/place.h"

#include <QWidget>

#include <optional>

namespace signalbox {

struct InterventionTarget;

/// A page of the window. It asks for other places and for levers by signal; the window leads there and opens
/// the dialogs. A page polls nothing while it is not active.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0; ///< plain text, for tab, window title and screen reader
    [[nodiscard]] virtual Place place() const = 0;   ///< where it is now
    /// Whose workflows a person means from here: of the chosen row or of what the page is about; empty: no
    /// one's.
    [[nodiscard]] virtual QString chosenNs() const { return {}; }
    virtual void setPlace(const Place &) {}  ///< the same page, as its range or its query
    virtual void setActive(bool active) = 0; ///< shown or hidden
    virtual void refresh() = 0;              ///< F5
    virtual void focusFilter() {}            ///< "/"
    /// When what it shows was read, for the age in the status bar; nullopt: nothing read yet.
    [[nodiscard]] virtual std::optional<Instant> readAt() const { return std::nullopt; }

    /// What it shows is of when a person asked for it, and says so: it does not go stale.
    [[nodiscard]] virtual bool isAskedFor() const { return false; }

    /// What it shows is not of now, whenever it was read.
    [[nodiscard]] virtual bool isOfThePast() const { return false; }

    /// Greys everything the page paints: what it shows is older than it should be.
    void setStale(bool stale);

Q_SIGNALS:
    void titleChanged();
    void placeChanged(); ///< the same page is at another place now, as by another query
    void go(const signalbox::Place &place);
    void intervene(const signalbox::InterventionTarget &target);
    void readAtChanged();
    void notice(const QString &sentence); ///< what came of something a person asked for
    void countChanged(int count);         ///< of what the rail says beside its name

protected:
    [[nodiscard]] bool isStale() const { return m_stale; }
    void changeEvent(QEvent *event) override;

private:
    void applyStale();

    bool m_stale = false;
};

} // namespace signalbox
