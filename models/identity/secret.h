// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace signalbox {

/// Bytes that are wiped when they are no longer needed: tokens, verifiers, codes. Move-only, has no stream
/// operator and no implicit conversion, so that it can't slip into a log.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] QByteArrayView view() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] Secret clone() const;
    void wipe();

private:
    QByteArray m_bytes;
};

} // namespace signalbox
