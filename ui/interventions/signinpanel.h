// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QUrl>
#include <QWidget>

class QLineEdit;

namespace signalbox {

class CopyButton;
class PlainLabel;

/// Where to sign in again when the browser didn't open: the address, whole, to be copied. UI thread.
class SignInPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPanel(QWidget *parent = nullptr);

    void setAddress(const QUrl &address, Instant expiresAt);

private:
    PlainLabel *m_sentence;
    QLineEdit *m_address;
    CopyButton *m_copy;
};

} // namespace signalbox
