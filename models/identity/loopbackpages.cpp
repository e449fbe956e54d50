// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/loopbackpages.h"

#include <QCryptographicHash>

namespace signalbox::loopbackpages {

namespace {

constexpr char script[] = "history.replaceState(null,'','/callback')";

QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    const QByteArray scriptHash = QCryptographicHash::hash(script, QCryptographicHash::Sha256).toBase64();
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: text/html; charset=utf-8"
           "\r\nContent-Length: " +
           QByteArray::number(body.size()) +
           "\r\nConnection: close"
           "\r\nCache-Control: no-store"
           "\r\nReferrer-Policy: no-referrer"
           "\r\nX-Content-Type-Options: nosniff"
           "\r\nX-Frame-Options: DENY"
           "\r\nContent-Security-Policy: default-src 'none'; script-src 'sha256-" +
           scriptHash + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n\r\n" + body;
}

QByteArray page(const QByteArray &sentence)
{
    return "<!doctype html><html lang=\"en\"><head><meta "
           "charset=\"utf-8\"><title>Signalbox</title></head><body><p>" +
           sentence + "</p><script>" + script + "</script></body></html>\n";
}

} // namespace

QByteArray received()
{
    return answer("200 OK", page("Signalbox has the answer. You can close this page and go back to it."));
}

QByteArray refused()
{
    return answer("200 OK", page("The sign-in was refused. Signalbox says why; you can close this page."));
}

QByteArray wrongState()
{
    return answer("400 Bad Request",
                  page("This answer does not belong to the sign-in that Signalbox waits for. "
                       "Start again from Signalbox."));
}

QByteArray junk()
{
    return answer("400 Bad Request", page("Signalbox did not expect this request."));
}

QByteArray nothing()
{
    return answer("404 Not Found", {});
}

} // namespace signalbox::loopbackpages
