// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QByteArray>

#include <memory>

namespace signalbox {

struct TestCertificate
{
    QByteArray certificatePem;
    QByteArray keyPem;
};

/// When a certificate is good, in seconds from now.
struct Validity
{
    long from = -3600;
    long until = 3600;
};

/// A certificate authority made for one test.
class TestAuthority
{
public:
    explicit TestAuthority(const char *name, Validity validity = {});
    ~TestAuthority();

    [[nodiscard]] QByteArray certificatePem() const;
    /// `alternativeNames` in OpenSSL's form: "IP:127.0.0.1,DNS:temporal.test".
    [[nodiscard]] TestCertificate issue(const char *alternativeNames, Validity validity = {}) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// What tests of TLS need: for the server, by a stranger, for a server of another name, and for a client.
struct TestCertificates
{
    TestAuthority authority{"The right authority"};
    TestAuthority stranger{"Another authority"};
    TestCertificate server = authority.issue("IP:127.0.0.1,DNS:temporal.test");
    TestCertificate otherName = authority.issue("DNS:temporal.test");
    TestCertificate client = authority.issue("DNS:client.test");
};
/// Made once a program.
[[nodiscard]] const TestCertificates &certificates();

[[nodiscard]] TlsSettings trusting(const TestAuthority &authority);
[[nodiscard]] TlsSettings plaintext();

} // namespace signalbox
