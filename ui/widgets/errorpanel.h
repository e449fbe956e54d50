// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"

#include <QFrame>
#include <QStringList>

class QBoxLayout;
class QPushButton;
class QToolButton;

namespace signalbox {

class PlainLabel;

/// An error where it belongs, beside the thing: what, why and what next as sentences, and behind "Details"
/// method, code, endpoint and time, with a copy button. Never modal; hidden until it has an error.
class ErrorPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorPanel(QWidget *parent = nullptr);

    /// Shows itself. `next` replaces the way on that explain() knows, where the page knows better.
    void setError(const Error &error, Instant time, const QString &next = {});
    void clear(); ///< hides itself
    /// One way out, left of "Copy": hidden until named. Its click is `actionClicked`.
    void setAction(const QString &text);
    [[nodiscard]] QString details() const; ///< as copied

Q_SIGNALS:
    void actionClicked();

private:
    void buildButtons(QBoxLayout &layout);
    void showDetails(bool shown);

    PlainLabel *m_what;
    PlainLabel *m_rest;
    PlainLabel *m_details;
    QToolButton *m_toggle = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_copy = nullptr;
    QStringList m_lines;
};

} // namespace signalbox
