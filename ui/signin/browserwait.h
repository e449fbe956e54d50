// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

class QLineEdit;

namespace signalbox {

class CopyButton;
class PlainLabel;

/// While a person signs in in the browser: how long there still is, the address in case no browser opened,
/// and the ways out. UI thread; asks the token service nothing.
class BrowserWait final : public QWidget
{
    Q_OBJECT

public:
    explicit BrowserWait(const Clock &clock, QWidget *parent = nullptr);

    void setAddress(const QUrl &address, Instant expiresAt);

Q_SIGNALS:
    void cancelClicked();
    void againClicked();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showTimeLeft();

    const Clock &m_clock;
    Instant m_expiresAt;
    QTimer m_tick;
    PlainLabel *m_sentence;
    QLineEdit *m_address;
    CopyButton *m_copy;
};

} // namespace signalbox
