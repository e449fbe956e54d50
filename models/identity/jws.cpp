// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/jws.h"

#include "models/base/text.h"
#include "models/identity/base64url.h"
#include "models/identity/strictjson.h"

#include <openssl/ecdsa.h>
#include <openssl/rsa.h>

#include <optional>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLength = 64 * 1024;

enum class Algorithm { Rs256, Ps256, Es256 };

struct Header
{
    Algorithm algorithm;
    QString algorithmName;
    QString keyId;
};

std::optional<Algorithm> algorithmOf(const QString &name)
{
    if (name == "RS256"_L1)
        return Algorithm::Rs256;
    if (name == "PS256"_L1)
        return Algorithm::Ps256;
    if (name == "ES256"_L1)
        return Algorithm::Es256;
    return {};
}

Result<QJsonObject> part(QByteArrayView encoded, const QString &what)
{
    const auto bytes = fromBase64Url(encoded);
    if (!bytes)
        return fail(ErrorKind::Internal, Text::tr("the token's %1 is not base64url").arg(what));
    auto object = parseStrictObject(*bytes);
    if (!object)
        return fail(ErrorKind::Internal,
                    Text::tr("the token's %1 is unusable: %2").arg(what, object.error().detail));
    return object;
}

Result<Header> readHeader(QByteArrayView encoded)
{
    const auto header = part(encoded, u"header"_s);
    if (!header)
        return tl::unexpected(header.error());
    const QString name = header->value("alg"_L1).toString();
    const auto algorithm = algorithmOf(name);
    if (!algorithm)
        return fail(
            ErrorKind::Internal,
            Text::tr("the token is signed with \"%1\"; only RS256, PS256 and ES256 are accepted").arg(name));
    if (header->contains("crit"_L1))
        return fail(ErrorKind::Internal,
                    Text::tr("the token has a critical header that Signalbox does not know"));
    const QString keyId = header->value("kid"_L1).toString();
    if (keyId.isEmpty())
        return fail(ErrorKind::Internal, Text::tr("the token does not say which key signed it"));
    return Header{*algorithm, name, keyId};
}

/// JWS has r and s side by side (RFC 7518 3.4), OpenSSL wants them as DER.
std::optional<QByteArray> derSignature(const QByteArray &raw)
{
    if (raw.size() != 64)
        return {};
    const auto *bytes = reinterpret_cast<const unsigned char *>(raw.constData());
    const std::unique_ptr<ECDSA_SIG, EvpFree<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    if (ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr)) !=
        1)
        return {};
    unsigned char *der = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &der);
    if (length <= 0)
        return {};
    QByteArray result(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    return result;
}

bool isSignedBy(EVP_PKEY *key, Algorithm algorithm, QByteArrayView text, const QByteArray &signature)
{
    const std::unique_ptr<EVP_MD_CTX, EvpFree<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *options = nullptr; // owned by the context
    if (!context || EVP_DigestVerifyInit(context.get(), &options, EVP_sha256(), nullptr, key) != 1)
        return false;
    if (algorithm == Algorithm::Ps256 &&
        (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
         EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(signature.constData()),
                            static_cast<std::size_t>(signature.size()),
                            reinterpret_cast<const unsigned char *>(text.data()),
                            static_cast<std::size_t>(text.size())) == 1;
}

Result<const KeySet::Key *> chooseKey(const Header &header, const KeySet &keys)
{
    const KeySet::Key *key = keys.find(header.keyId);
    if (!key)
        return fail(ErrorKind::Internal,
                    Text::tr("the token is signed by a key the issuer does not publish"));
    const auto type = header.algorithm == Algorithm::Es256 ? KeySet::Type::P256 : KeySet::Type::Rsa;
    if (key->type != type || (!key->algorithm.isEmpty() && key->algorithm != header.algorithmName))
        return fail(
            ErrorKind::Internal,
            Text::tr("the token's algorithm %1 does not belong to its key").arg(header.algorithmName));
    return key;
}

} // namespace

Result<QJsonObject> verifyJws(QByteArrayView compact, const KeySet &keys)
{
    if (compact.size() > maxLength)
        return fail(ErrorKind::Internal, Text::tr("the token is too long"));
    if (compact.count('.') != 2)
        return fail(ErrorKind::Internal, Text::tr("the token does not have three parts"));
    const qsizetype first = compact.indexOf('.');
    const qsizetype second = compact.lastIndexOf('.');
    const auto header = readHeader(compact.first(first));
    if (!header)
        return tl::unexpected(header.error());
    const auto key = chooseKey(*header, keys);
    if (!key)
        return tl::unexpected(key.error());
    auto signature = fromBase64Url(compact.sliced(second + 1));
    if (signature && header->algorithm == Algorithm::Es256)
        signature = derSignature(*signature);
    if (!signature || !isSignedBy((*key)->key.get(), header->algorithm, compact.first(second), *signature))
        return fail(ErrorKind::Internal, Text::tr("the token's signature is wrong"));
    return part(compact.sliced(first + 1, second - first - 1), u"payload"_s);
}

QString claimedKeyId(QByteArrayView compact)
{
    const auto header = readHeader(compact.first(std::max<qsizetype>(0, compact.indexOf('.'))));
    return header ? header->keyId : QString();
}

} // namespace signalbox
