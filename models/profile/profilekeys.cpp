// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilekeys.h"

namespace signalbox {

using namespace Qt::StringLiterals;

const std::vector<ProfileKey> &profileKeys()
{
    static const std::vector<ProfileKey> keys{
        {u"address"_s, u"host:port of Temporal's frontend; required"_s},
        {u"environment"_s,
         u"development, staging or production: the window's colour, the levers' rules; required"_s},
        {u"queues"_s, u"\"namespace/queue\" of each queue to watch that no workflow has shown yet"_s},
        {u"runbook"_s,
         u"the file of your own runbook: who owns which queue, the backlog rule; else the built-in one"_s},
        {u"tls.disabled"_s, u"true: plaintext, for a loopback address only"_s},
        {u"tls.server_ca_cert_path"_s,
         u"the authority of the server's certificate (PEM); else the system's"_s},
        {u"tls.server_ca_cert_data"_s, u"the same as text"_s},
        {u"tls.server_name"_s, u"the name in the server's certificate, if the address says another"_s},
        {u"tls.client_cert_path"_s, u"the console's own certificate for mutual TLS (PEM)"_s},
        {u"tls.client_cert_data"_s, u"the same as text"_s},
        {u"tls.client_key_path"_s, u"its key (PEM)"_s},
        {u"tls.client_key_data"_s, u"the same as text"_s},
        {u"oidc.issuer"_s, u"the issuer's address exactly as the issuer writes it; required"_s},
        {u"oidc.client_id"_s, u"the client of the everyday sign-in; required"_s},
        {u"oidc.intervene_client_id"_s,
         u"the client of the sign-in before a lever; else the everyday token pulls it"_s},
        {u"oidc.admin_claim"_s,
         u"the ID token's claim that says who may pull levers; else the server alone decides"_s},
        {u"oidc.admin_value"_s, u"what that claim is or holds"_s},
        {u"oidc.scopes"_s, u"the scopes asked for; else [\"openid\"]"_s},
        {u"oidc.permissions_claim"_s,
         u"the access token's claim that holds the roles; else \"permissions\""_s},
        {u"oidc.ca_cert_path"_s, u"the authority of the issuer's certificate (PEM); else the system's"_s},
    };
    return keys;
}

} // namespace signalbox
