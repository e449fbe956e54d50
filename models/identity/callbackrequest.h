// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>

namespace signalbox {

/// One request to the loopback listener. The query is split before it is decoded, so that "%26state%3D" stays
/// part of a value.
struct CallbackRequest
{
    enum class Kind { Junk, Favicon, Callback };
    Kind kind = Kind::Junk;
    QMap<QByteArray, QByteArray> parameters;

    /// `head` is all before the empty line. Callback only for GET /callback with exactly one Host that is
    /// 127.0.0.1:port, and with no parameter twice.
    [[nodiscard]] static CallbackRequest parse(const QByteArray &head, quint16 port);
};

} // namespace signalbox
