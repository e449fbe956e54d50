// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/tlsmaterial.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/identity/evp.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

using Bio = std::unique_ptr<BIO, EvpFree<BIO_free>>;
using Certificate = std::unique_ptr<X509, EvpFree<X509_free>>;

/// One thing of the section: a file, or the same as text.
struct Source
{
    QString key; ///< without _path or _data
    QString path;
    QString data;

    [[nodiscard]] QString name() const { return path.isEmpty() ? key + u"_data"_s : key + u"_path"_s; }
    /// "client_key_path: /etc/x.pem " before what is wrong with it.
    [[nodiscard]] tl::unexpected<Error> bad(const QString &what) const
    {
        return fail(ErrorKind::Configuration,
                    u"%1: %2"_s.arg(name(), path.isEmpty() ? what : path + u' ' + what));
    }
};

Result<std::string> textOf(const Source &source)
{
    if (source.path.isEmpty())
        return source.data.toStdString();
    const auto read = readSmallFile(source.path);
    if (!read)
        return source.bad(Text::tr("can't be read: %1").arg(read.error().detail));
    return read->toStdString();
}

Bio reading(const std::string &pem)
{
    return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

/// OpenSSL's list of errors is the thread's, and others read it too.
bool endedWhereNoMoreStands()
{
    const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    return ended;
}

/// The first of the certificates, if all of them can be read.
Result<Certificate> firstOf(const std::string &pem, const Source &source)
{
    const Bio bio = reading(pem);
    Certificate first(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    for (Certificate next; first; next.reset(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)))
        if (ERR_peek_last_error())
            break;
    if (!endedWhereNoMoreStands() || !first)
        return source.bad(Text::tr("holds no certificate in PEM form, or one that is damaged"));
    return first;
}

int noPassphrase(char *, int, int, void *wasAsked)
{
    *static_cast<bool *>(wasAsked) = true;
    return -1;
}

Done checkKey(const std::string &pem, const Source &source, X509 &certificate, const Source &certificates)
{
    bool isEncrypted = false;
    const EvpKey key(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, noPassphrase, &isEncrypted));
    const bool fits = key && X509_check_private_key(&certificate, key.get()) == 1;
    ERR_clear_error();
    if (isEncrypted)
        return source.bad(
            Text::tr("is encrypted. Signalbox asks for no passphrase: give it a key without one, "
                     "readable by you alone"));
    if (!key)
        return source.bad(Text::tr("holds no private key in PEM form, or a damaged one"));
    if (!fits)
        return source.bad(Text::tr("is not the key of the certificate in %1")
                              .arg(certificates.path.isEmpty() ? certificates.name() : certificates.path));
    return {};
}

} // namespace

Result<TlsMaterial> readTlsMaterial(const TlsSettings &tls)
{
    const Source authorities{u"server_ca_cert"_s, tls.serverCaCertPath, tls.serverCaCertData};
    const Source certificates{u"client_cert"_s, tls.clientCertPath, tls.clientCertData};
    const Source key{u"client_key"_s, tls.clientKeyPath, tls.clientKeyData};
    TlsMaterial material;
    for (const auto &[source, text] :
         {std::pair(&authorities, &material.authorities), std::pair(&certificates, &material.certificates),
          std::pair(&key, &material.key)}) {
        auto read = textOf(*source);
        if (!read)
            return tl::unexpected<Error>(read.error());
        *text = std::move(*read);
    }
    if (!material.authorities.empty())
        if (const auto first = firstOf(material.authorities, authorities); !first)
            return tl::unexpected<Error>(first.error());
    if (material.certificates.empty() != material.key.empty())
        return fail(ErrorKind::Configuration, Text::tr("client_cert and client_key are needed together"));
    if (material.certificates.empty())
        return material;
    const auto certificate = firstOf(material.certificates, certificates);
    if (!certificate)
        return tl::unexpected<Error>(certificate.error());
    if (const auto fits = checkKey(material.key, key, **certificate, certificates); !fits)
        return tl::unexpected<Error>(fits.error());
    return material;
}

} // namespace signalbox
