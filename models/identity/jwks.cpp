// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/jwks.h"

#include "models/base/text.h"
#include "models/identity/base64url.h"
#include "models/identity/strictjson.h"

#include <QJsonArray>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

using Number = std::unique_ptr<BIGNUM, EvpFree<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, EvpFree<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, EvpFree<OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, EvpFree<EVP_PKEY_CTX_free>>;

QByteArray bytesOf(const QJsonObject &jwk, QLatin1StringView name)
{
    return fromBase64Url(jwk.value(name).toString().toLatin1()).value_or(QByteArray());
}

Number numberOf(const QByteArray &bytes)
{
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()),
                            static_cast<int>(bytes.size()), nullptr));
}

EvpKey makeKey(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return {};
    return EvpKey(key);
}

EvpKey rsaKey(const QJsonObject &jwk)
{
    const QByteArray modulus = bytesOf(jwk, "n"_L1);
    const QByteArray exponent = bytesOf(jwk, "e"_L1);
    if (modulus.isEmpty() || modulus.size() > 1024 || exponent.isEmpty() || exponent.size() > 8)
        return {};
    const Number n = numberOf(modulus);
    const Number e = numberOf(exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return {};
    EvpKey key = makeKey("RSA", builder.get());
    // Exponent 1 would make every signature its own message.
    const bool sound =
        key && EVP_PKEY_get_bits(key.get()) >= 2048 && BN_is_odd(e.get()) && !BN_is_one(e.get());
    return sound ? std::move(key) : EvpKey();
}

EvpKey ecKey(const QJsonObject &jwk)
{
    const QByteArray x = bytesOf(jwk, "x"_L1);
    const QByteArray y = bytesOf(jwk, "y"_L1);
    if (x.size() != 32 || y.size() != 32)
        return {};
    const QByteArray point = '\x04' + x + y;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                         static_cast<std::size_t>(point.size())) != 1)
        return {};
    EvpKey key = makeKey("EC", builder.get());
    const Context check(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    return check && EVP_PKEY_public_check(check.get()) == 1 ? std::move(key) : EvpKey();
}

bool isForSigning(const QJsonObject &jwk)
{
    const QJsonValue use = jwk.value("use"_L1);
    const QJsonValue type = jwk.value("kty"_L1);
    return (use.isUndefined() || use == "sig"_L1) && (type == "RSA"_L1 || type == "EC"_L1) &&
           (type != "EC"_L1 || jwk.value("crv"_L1) == "P-256"_L1);
}

} // namespace

Result<KeySet> KeySet::parse(const QByteArray &json)
{
    const auto document = parseStrictObject(json);
    if (!document)
        return fail(ErrorKind::Internal,
                    Text::tr("the issuer's keys are unusable: ") + document.error().detail);
    const QJsonArray list = document->value("keys"_L1).toArray();
    if (list.size() > 64)
        return fail(ErrorKind::Internal, Text::tr("the issuer publishes more than 64 keys"));
    KeySet set;
    for (const auto &entry : list) {
        const QJsonObject jwk = entry.toObject();
        if (!isForSigning(jwk))
            continue;
        const QString id = jwk.value("kid"_L1).toString();
        const bool isRsa = jwk.value("kty"_L1) == "RSA"_L1;
        EvpKey key = isRsa ? rsaKey(jwk) : ecKey(jwk);
        if (!key)
            return fail(ErrorKind::Internal,
                        Text::tr("the issuer's key \"%1\" is broken or too weak").arg(id));
        if (id.isEmpty() || set.find(id))
            return fail(ErrorKind::Internal,
                        Text::tr("the issuer's keys don't each have a name of their own"));
        set.m_keys.push_back(
            {id, isRsa ? Type::Rsa : Type::P256, jwk.value("alg"_L1).toString(), std::move(key)});
    }
    if (set.m_keys.empty())
        return fail(ErrorKind::Internal, Text::tr("the issuer publishes no key for RS256, PS256 or ES256"));
    return set;
}

const KeySet::Key *KeySet::find(const QString &id) const
{
    for (const Key &key : m_keys)
        if (key.id == id)
            return &key;
    return nullptr;
}

} // namespace signalbox
