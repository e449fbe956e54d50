// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/idpsigner.h"

#include "models/identity/base64url.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/rsa.h>

namespace signalbox::fake {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const BIGNUM *number, int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), size);
    return bytes;
}

QByteArray rawSignature(const QByteArray &der)
{
    const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<ECDSA_SIG, EvpFree<ECDSA_SIG_free>> signature(
        d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
    return bytesOf(ECDSA_SIG_get0_r(signature.get()), 32) + bytesOf(ECDSA_SIG_get0_s(signature.get()), 32);
}

} // namespace

IdpSigner::IdpSigner(QString keyId, EVP_PKEY *key)
    : m_keyId(std::move(keyId))
    , m_key(key)
{
}

IdpSigner IdpSigner::usual()
{
    static const IdpSigner made = rsa(u"key-1"_s);
    EVP_PKEY_up_ref(made.m_key.get());
    return {made.m_keyId, made.m_key.get()};
}

IdpSigner IdpSigner::rsa(const QString &keyId, unsigned bits)
{
    return {keyId, EVP_RSA_gen(bits)};
}

IdpSigner IdpSigner::p256(const QString &keyId)
{
    return {keyId, EVP_EC_gen("P-256")};
}

QByteArray IdpSigner::number(const char *name, int minSize) const
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(m_key.get(), name, &value);
    const std::unique_ptr<BIGNUM, EvpFree<BN_free>> owner(value);
    return bytesOf(value, std::max(minSize, BN_num_bytes(value)));
}

QJsonObject IdpSigner::publicKey() const
{
    const auto text = [](const QByteArray &bytes) { return QString::fromLatin1(toBase64Url(bytes)); };
    QJsonObject jwk{{u"kid"_s, m_keyId}, {u"use"_s, u"sig"_s}};
    if (EVP_PKEY_is_a(m_key.get(), "RSA")) {
        jwk[u"kty"_s] = u"RSA"_s;
        jwk[u"n"_s] = text(number(OSSL_PKEY_PARAM_RSA_N));
        jwk[u"e"_s] = text(number(OSSL_PKEY_PARAM_RSA_E));
    } else {
        jwk[u"kty"_s] = u"EC"_s;
        jwk[u"crv"_s] = u"P-256"_s;
        jwk[u"x"_s] = text(number(OSSL_PKEY_PARAM_EC_PUB_X, 32));
        jwk[u"y"_s] = text(number(OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    }
    return jwk;
}

QByteArray IdpSigner::token(const QByteArray &algorithm, const QJsonObject &claims) const
{
    const QJsonObject header{
        {u"alg"_s, QString::fromLatin1(algorithm)}, {u"kid"_s, m_keyId}, {u"typ"_s, u"JWT"_s}};
    return rawToken(algorithm, QJsonDocument(header).toJson(QJsonDocument::Compact),
                    QJsonDocument(claims).toJson(QJsonDocument::Compact));
}

QByteArray IdpSigner::rawToken(const QByteArray &algorithm, const QByteArray &header,
                               const QByteArray &payload) const
{
    const QByteArray text = toBase64Url(header) + '.' + toBase64Url(payload);
    return text + '.' + toBase64Url(sign(algorithm, text));
}

QByteArray IdpSigner::sign(const QByteArray &algorithm, const QByteArray &text) const
{
    if (algorithm == "none")
        return {};
    if (algorithm == "HS256")
        return QMessageAuthenticationCode::hash(text, number(OSSL_PKEY_PARAM_RSA_N),
                                                QCryptographicHash::Sha256);
    const std::unique_ptr<EVP_MD_CTX, EvpFree<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *options = nullptr;
    EVP_DigestSignInit(context.get(), &options, EVP_sha256(), nullptr, m_key.get());
    if (algorithm == "PS256") {
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    const auto length = static_cast<std::size_t>(text.size());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes, length);
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes,
                       length) != 1)
        qFatal("signing failed");
    signature.truncate(static_cast<qsizetype>(size));
    return algorithm == "ES256" ? rawSignature(signature) : signature;
}

} // namespace signalbox::fake
