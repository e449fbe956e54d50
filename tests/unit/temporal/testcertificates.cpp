// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/temporal/testcertificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <QtGlobal>

namespace signalbox {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Key newKey()
{
    return {EVP_EC_gen("P-256"), EVP_PKEY_free};
}

void addExtension(X509 *certificate, int kind, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate newCertificate(const char *name, EVP_PKEY *key, const X509_NAME *issuer, Validity validity)
{
    static int serial = 0;
    Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), validity.from);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validity.until);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(name), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), issuer ? issuer : subject);
    return certificate;
}

template <class Write>
QByteArray pem(Write write)
{
    BIO *bio = BIO_new(BIO_s_mem());
    write(bio);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray result(data, static_cast<qsizetype>(size));
    BIO_free(bio);
    return result;
}

} // namespace

class TestAuthority::Private
{
public:
    Private(const char *name, Validity validity)
        : m_certificate(newCertificate(name, m_key.get(), nullptr, validity))
    {
    }
    Key m_key = newKey();
    Certificate m_certificate;
};

TestAuthority::TestAuthority(const char *name, Validity validity)
    : d(std::make_unique<Private>(name, validity))
{
    addExtension(d->m_certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(d->m_certificate.get(), d->m_key.get(), EVP_sha256());
}

TestAuthority::~TestAuthority() = default;

QByteArray TestAuthority::certificatePem() const
{
    return pem([this](BIO *bio) { PEM_write_bio_X509(bio, d->m_certificate.get()); });
}

TestCertificate TestAuthority::issue(const char *alternativeNames, Validity validity) const
{
    const Key key = newKey();
    const Certificate certificate =
        newCertificate("Signalbox test", key.get(), X509_get_subject_name(d->m_certificate.get()), validity);
    addExtension(certificate.get(), NID_subject_alt_name, alternativeNames);
    X509_sign(certificate.get(), d->m_key.get(), EVP_sha256());
    return {pem([&](BIO *bio) { PEM_write_bio_X509(bio, certificate.get()); }), pem([&](BIO *bio) {
                PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            })};
}

const TestCertificates &certificates()
{
    static const TestCertificates made;
    return made;
}

TlsSettings trusting(const TestAuthority &authority)
{
    TlsSettings tls;
    tls.serverCaCertData = QString::fromLatin1(authority.certificatePem());
    return tls;
}

TlsSettings plaintext()
{
    TlsSettings tls;
    tls.disabled = true;
    return tls;
}

} // namespace signalbox
