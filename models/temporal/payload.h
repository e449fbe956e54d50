// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// A value that workflows exchange, as the server keeps it. Source: temporal/api/common/v1/message.proto.
namespace signalbox {

struct Payload
{
    QString encoding;    ///< "json/plain", "json/protobuf", "binary/null", or a codec's own
    QString messageType; ///< of the two protobuf encodings
    QByteArray data;     ///< whole

    bool operator==(const Payload &) const = default;
};

struct NamedPayload
{
    QString name; ///< "input", "header trace-id", "details 2"
    Payload payload;

    bool operator==(const NamedPayload &) const = default;
};

} // namespace signalbox
