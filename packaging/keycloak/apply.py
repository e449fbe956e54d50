#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepares an existing Keycloak realm for Temporal and Signalbox; README.md beside this file explains."""

import argparse
import getpass
import pathlib
import re
import sys

from admin import Admin, KeycloakError
from realm import Realm

SYSTEM = "temporal-system"
SETUP_ROLE = f"{SYSTEM}:admin"
PERMISSIONS_SCOPE = "temporal-permissions"
IDENTITY_SCOPE = "signalbox-identity"
STEP_UP_FLOW = "signalbox-step-up"
# Keycloak ignores the port of a loopback redirect, so this admits any port and no other path.
REDIRECT = "http://127.0.0.1/callback"
STEP_UP_SECONDS = "120"

CLOSED = {"enabled": True, "fullScopeAllowed": False, "implicitFlowEnabled": False, "directAccessGrantsEnabled": False, "consentRequired": False}


def in_tokens(access):
    return {"id.token.claim": "true", "access.token.claim": access, "userinfo.token.claim": "false"}


def permission_mappers(temporal_client):
    role_config = {"usermodel.clientRoleMapping.clientId": temporal_client, "claim.name": "permissions", "jsonType.label": "String", "multivalued": "true"}
    audience_config = {"included.custom.audience": temporal_client, "id.token.claim": "false", "access.token.claim": "true"}
    return [
        {"name": "permissions", "protocolMapper": "oidc-usermodel-client-role-mapper", "config": role_config | in_tokens("true")},
        {"name": "temporal audience", "protocolMapper": "oidc-audience-mapper", "config": audience_config},
    ]


def identity_mappers():
    groups = {"claim.name": "groups", "full.path": "false"}
    name = {"claim.name": "preferred_username", "user.attribute": "username", "jsonType.label": "String"}
    return [
        {"name": "groups", "protocolMapper": "oidc-group-membership-mapper", "config": groups | in_tokens("false")},
        {"name": "preferred user name", "protocolMapper": "oidc-usermodel-attribute-mapper", "config": name | in_tokens("true")},
    ]


def desktop_client(attributes, flow_overrides):
    """A public client of a desktop program: authorization code with PKCE and nothing else."""
    always = {"pkce.code.challenge.method": "S256", "post.logout.redirect.uris": "+"}
    return CLOSED | {
        "publicClient": True,
        "standardFlowEnabled": True,
        "serviceAccountsEnabled": False,
        "redirectUris": [REDIRECT],
        "webOrigins": [],
        "attributes": always | attributes,
        "authenticationFlowBindingOverrides": flow_overrides,
    }


def service_client():
    return CLOSED | {"publicClient": False, "standardFlowEnabled": False, "serviceAccountsEnabled": True}


def apply(realm, options):
    realm.settings({"revokeRefreshToken": True, "refreshTokenMaxReuse": 0})
    temporal = realm.client(options.temporal_client, CLOSED | {"bearerOnly": True, "publicClient": False, "standardFlowEnabled": False}, [])
    names = sorted(set(options.roles))
    roles = {role["name"]: role for role in realm.client_roles(temporal, [*names, SETUP_ROLE])}
    asked = [roles[name] for name in names]
    reads = [role for role in asked if role["name"].endswith(":read")]
    # Write on temporal-system is write on every namespace, so no lever may ever carry it.
    levers = [role for role in asked if role not in reads and not role["name"].startswith(f"{SYSTEM}:")]
    writes = [role for role in levers if role["name"].endswith(":write")]

    realm.client_scope(PERMISSIONS_SCOPE, permission_mappers(options.temporal_client))
    realm.client_scope(IDENTITY_SCOPE, identity_mappers())
    apply_desktop_clients(realm, options, temporal, reads, levers)
    apply_service_account(realm, temporal, options.worker_client, writes)
    apply_service_account(realm, temporal, options.setup_client, [roles[SETUP_ROLE]])
    group = realm.group(options.group)
    realm.role_mappings(f"group {options.group}", f"groups/{group}/role-mappings/clients/{temporal}", reads + levers, exact=False)


def apply_desktop_clients(realm, options, temporal, reads, levers):
    flow = realm.browser_flow(STEP_UP_FLOW, "Asks for the password every time", "auth-username-password-form")
    everyday = desktop_client({}, {})
    # Its own flow makes Keycloak ask again even inside a live session; no refresh token outlives the two minutes.
    step_up = desktop_client({"use.refresh.tokens": "false", "access.token.lifespan": STEP_UP_SECONDS}, {"browser": flow})
    for client_id, wanted, roles in ((options.client, everyday, reads), (options.intervene_client, step_up, levers)):
        client = realm.client(client_id, wanted, ["basic", PERMISSIONS_SCOPE, IDENTITY_SCOPE])
        realm.role_mappings(f"scope of {client_id}", f"clients/{client}/scope-mappings/clients/{temporal}", roles)


def apply_service_account(realm, temporal, client_id, roles):
    client = realm.client(client_id, service_client(), ["basic", PERMISSIONS_SCOPE])
    realm.role_mappings(f"scope of {client_id}", f"clients/{client}/scope-mappings/clients/{temporal}", roles)
    account = realm.service_account(client)
    realm.role_mappings(f"account {client_id}", f"users/{account}/role-mappings/clients/{temporal}", roles)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, metavar="URL", help="Keycloak's address, e.g. https://sso.example.org")
    parser.add_argument("--realm", required=True)
    parser.add_argument("--user", default="admin", help="administrator (default: admin)")
    parser.add_argument("--admin-realm", default="master", help="the administrator's realm (default: master)")
    parser.add_argument("--password-file", metavar="FILE", help="else asked for, or read from standard input")
    parser.add_argument("--ca-cert", metavar="FILE", help="certificate authority of the server")
    parser.add_argument("--group", default="platform-team", help="who may intervene (default: platform-team)")
    parser.add_argument("--temporal-client", default="temporal", help="client that holds the roles (default: temporal)")
    parser.add_argument("--client", default="signalbox", help="the console's everyday client (default: signalbox)")
    parser.add_argument("--intervene-client", default="signalbox-intervene", help="its step-up client (default: signalbox-intervene)")
    parser.add_argument("--worker-client", default="signalbox-worker", help="the workers' service account")
    parser.add_argument("--setup-client", default="signalbox-setup", help="the service account that creates namespaces")
    parser.add_argument("roles", nargs="+", metavar="NAMESPACE:ROLE", help="every role there shall be; role is read, write or admin")
    options = parser.parse_args()
    for role in options.roles:
        if not re.fullmatch(r"[^\s:]+:(read|write|admin)", role):
            parser.error(f"“{role}” is not NAMESPACE:read, NAMESPACE:write or NAMESPACE:admin")
    return options


def read_password(options):
    if options.password_file:
        return pathlib.Path(options.password_file).read_text().rstrip("\n")
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {options.user}: ")
    return sys.stdin.readline().rstrip("\n")


def main():
    options = parse_arguments()
    try:
        admin = Admin(options.server, options.realm, options.user, read_password(options), options.admin_realm, options.ca_cert)
        realm = Realm(admin)
        apply(realm, options)
    except (KeycloakError, OSError) as error:
        sys.exit(f"{sys.argv[0]}: {error}")
    print(f"Realm {options.realm}: {len(realm.changes)} changes.")


if __name__ == "__main__":
    main()
