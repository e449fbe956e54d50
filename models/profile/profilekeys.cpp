// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilekeys.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

const std::vector<ProfileKey> &profileKeys()
{
    static const std::vector<ProfileKey> keys{
        {u"address"_s, Text::tr("host:port of Temporal's frontend; required")},
        {u"environment"_s,
         Text::tr("development, staging or production: the window's colour, the levers' rules; required")},
        {u"queues"_s, Text::tr("\"namespace/queue\" of each queue to watch that no workflow has shown yet")},
        {u"runbook"_s,
         Text::tr("the file of your own runbook: who owns which queue, the rules; else the built-in one")},
        {u"tls.disabled"_s, Text::tr("true: plaintext, for a loopback address only")},
        {u"tls.server_ca_cert_path"_s,
         Text::tr("the authority of the server's certificate (PEM); else the system's")},
        {u"tls.server_ca_cert_data"_s, Text::tr("the same as text")},
        {u"tls.server_name"_s, Text::tr("the name in the server's certificate, if the address says another")},
        {u"tls.client_cert_path"_s, Text::tr("the console's own certificate for mutual TLS (PEM)")},
        {u"tls.client_cert_data"_s, Text::tr("the same as text")},
        {u"tls.client_key_path"_s, Text::tr("its key (PEM)")},
        {u"tls.client_key_data"_s, Text::tr("the same as text")},
        {u"oidc.issuer"_s, Text::tr("the issuer's address exactly as the issuer writes it; required")},
        {u"oidc.client_id"_s, Text::tr("the client of the everyday sign-in; required")},
        {u"oidc.intervene_client_id"_s,
         Text::tr("the client of the sign-in before a lever; else the everyday token pulls it")},
        {u"oidc.admin_claim"_s, Text::tr("the ID token's claim that says who may pull levers, or a path to "
                                         "it (realm_access.roles); else the server alone decides")},
        {u"oidc.admin_value"_s, Text::tr("what that claim is or holds")},
        {u"oidc.scopes"_s, Text::tr("the scopes asked for; else [\"openid\"]")},
        {u"oidc.permissions_claim"_s,
         Text::tr("the access token's claim that holds the roles; else \"permissions\"")},
        {u"oidc.ca_cert_path"_s,
         Text::tr("the authority of the issuer's certificate (PEM); else the system's")},
        {u"prometheus.url"_s,
         Text::tr("a Prometheus that has the server's metrics: https, or http to loopback")},
        {u"prometheus.matchers"_s,
         Text::tr("which series there are this cluster's, as ['cluster=\"eu\"']; else all")},
        {u"prometheus.ca_cert_path"_s, Text::tr("the authority of its certificate (PEM); else the system's")},
        {u"prometheus.bearer_token"_s,
         Text::tr("true: it is sent the token that `signalbox metrics token prometheus` keeps")},
        {u"alertmanager.url"_s, Text::tr("an Alertmanager whose alerts are shown too: https, or http to "
                                         "loopback")},
        {u"alertmanager.matchers"_s, Text::tr("which alerts there are shown, likewise; else all")},
        {u"alertmanager.ca_cert_path"_s,
         Text::tr("the authority of its certificate (PEM); else the system's")},
        {u"alertmanager.bearer_token"_s,
         Text::tr("true: it is sent the token that `signalbox metrics token alertmanager` keeps")},
        {u"tell.id"_s, Text::tr("the name of one who is told of alerts elsewhere; required")},
        {u"tell.kind"_s, Text::tr("alertmanager, webhook or command; required")},
        {u"tell.url"_s, Text::tr("where Alertmanager or the webhook is: https, or http to loopback")},
        {u"tell.ca_cert_path"_s, Text::tr("the authority of its certificate (PEM); else the system's")},
        {u"tell.argv"_s,
         Text::tr("the command as a list: the program and what it is given; no shell reads it")},
        {u"tell.severities"_s, Text::tr("of which alerts it is told: danger, caution; else [\"danger\"]")},
        {u"tell.namespaces"_s, Text::tr("patterns of their namespaces, '*' for anything; else all")},
        {u"tell.owners"_s, Text::tr("patterns of their queues' owners in the runbook; else all")},
    };
    return keys;
}

QString profileExample()
{
    return uR"([profile.eu]
address = "temporal.example.org:7233"
environment = "production"

[profile.eu.oidc]
issuer = "https://sso.example.org/realms/ops"
client_id = "signalbox"
)"_s;
}

} // namespace signalbox
