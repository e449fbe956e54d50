// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace signalbox {

struct TestCertificate
{
    QByteArray certificatePem;
    QByteArray keyPem;
};

/// A certificate authority made for one test; issues certificates that are good for an hour.
class TestAuthority
{
public:
    explicit TestAuthority(const char *name);
    ~TestAuthority();

    [[nodiscard]] QByteArray certificatePem() const;
    /// `alternativeNames` in OpenSSL's form: "IP:127.0.0.1,DNS:temporal.test".
    [[nodiscard]] TestCertificate issue(const char *alternativeNames) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
