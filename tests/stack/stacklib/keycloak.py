# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keycloak, with a realm made by the very script that a platform team would use."""

import secrets
import shutil
import sys

from . import authority, names, process
from .folders import PROJECT, write_private

SET_UP = PROJECT / "packaging" / "keycloak"
sys.path.insert(0, str(SET_UP))
from admin import Admin, KeycloakError, make_opener  # noqa: E402  (its folder is on the path only now)

NAME = "keycloak"
PORTS = ["keycloak", "keycloak-management"]
# A short life with little load: the simple collector and the quick compiler halve the start.
JAVA_OPTIONS = "-Xms128m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxMetaspaceSize=256m -Dfile.encoding=UTF-8"


def start(state, home):
    folder = state.folder / NAME
    prepare(folder, home)
    ports = state["ports"]
    options = {
        "cache": "local",
        "hostname": server(state),
        "http-host": "127.0.0.1",
        "http-management-port": ports["keycloak-management"],
        **(secure(state, ports["keycloak"]) if state["tls"] else {"http-enabled": "true", "http-port": ports["keycloak"]}),
    }
    command = [str(home / "bin" / "kc.sh"), "start", "--optimized", f"-Dkc.home.dir={folder}"]
    command += [f"--{key}={value}" for key, value in options.items()]
    process.start(state, NAME, command, {"JAVA_OPTS": JAVA_OPTIONS})


def secure(state, port):
    """The management port goes by the same certificate."""
    folder = certificates(state)
    authority.make(folder)
    return {"https-port": port, "https-certificate-file": folder / "server.pem", "https-certificate-key-file": folder / "server.key"}


def certificates(state):
    return state.folder / "certificates"


def ca(state):
    """The file that whoever talks to Keycloak trusts, or None where there is no TLS."""
    return str(certificates(state) / "ca.pem") if state["tls"] else None


def prepare(folder, home):
    """A home of its own beside the shared one: the programs are links, the data is a copy."""
    folder.mkdir()
    for part in ("bin", "conf", "lib", "providers", "themes", "version.txt"):
        (folder / part).symlink_to(home / part)
    shutil.copytree(home / "first" / "h2", folder / "data" / "h2")
    shutil.copy(home / "first" / "admin-password", folder / "admin-password")


def wait(state):
    url = f"{scheme(state)}://127.0.0.1:{state['ports']['keycloak-management']}/health/ready"
    opener = make_opener(url, ca(state))

    def ready():
        try:
            return opener.open(url, timeout=5).status == 200
        except OSError:
            return False

    process.wait_until(state, NAME, ready, 180)


def scheme(state):
    return "https" if state["tls"] else "http"


def server(state):
    return f"{scheme(state)}://127.0.0.1:{state['ports']['keycloak']}"


def administrator(state, realm=names.REALM):
    password = (state.folder / NAME / "admin-password").read_text()
    return Admin(server(state), realm, "admin", password, ca_cert=ca(state))


def make_realm(state):
    admin = administrator(state)
    admin.create_realm({"realm": names.REALM, "enabled": True, "displayName": "Signalbox test realm"})
    process.run_to_end("setting up the realm", set_up_command(state), state.logs / "realm.log")
    temporal = admin.find("clients", "clientId", "temporal")["id"]
    roles = {role["name"]: role for role in admin.get(f"clients/{temporal}/roles")}
    for user, (group, own_roles) in names.USERS.items():
        make_user(state, admin, user, group)
        identity = user_id(admin, user)
        admin.post(f"users/{identity}/role-mappings/clients/{temporal}", [roles[name] for name in own_roles])
    for client in (names.WORKER_CLIENT, names.SETUP_CLIENT):
        keep_client_secret(state, admin, client)
    make_nested_client(admin)


def set_up_command(state, realm=names.REALM, arguments=names.ROLES):
    password = state.folder / NAME / "admin-password"
    command = [sys.executable, str(SET_UP / "apply.py"), "--server", server(state), "--realm", realm]
    if state["tls"]:
        command += ["--ca-cert", ca(state)]
    return [*command, "--password-file", str(password), *arguments]


def make_user(state, admin, user, group):
    # Short enough to be typed by whoever tries the demo; the server listens on loopback only.
    password = f"{user}-{secrets.token_hex(3)}"
    profile = {"firstName": user.capitalize(), "lastName": "Example", "email": f"{user}@example.org", "emailVerified": True}
    credential = {"type": "password", "value": password, "temporary": False}
    groups = [group] if group else []
    admin.post("users", {"username": user, "enabled": True, "credentials": [credential], "groups": groups, **profile})
    write_private(state.folder / "logins" / user, f"{user}\n{password}\n")


def make_nested_client(admin):
    """The everyday client of a team that keeps its roles where Keycloak puts them, and its groups with their whole paths."""
    everyday = admin.find("clients", "clientId", names.CLIENT, clientId=names.CLIENT)
    own = {"id", "clientId", "clientAuthenticatorType", "protocolMappers"}
    nested = admin.post("clients", {key: value for key, value in everyday.items() if key not in own} | {"clientId": names.NESTED_CLIENT})
    in_token = {"id.token.claim": "true", "access.token.claim": "false", "userinfo.token.claim": "false"}
    mappers = {
        "oidc-usermodel-realm-role-mapper": {"claim.name": "realm_access.roles", "jsonType.label": "String", "multivalued": "true"},
        "oidc-group-membership-mapper": {"claim.name": "group_paths", "full.path": "true"},
        "oidc-hardcoded-claim-mapper": {"claim.name": "address", "claim.value": '{"office": "platform-team"}', "jsonType.label": "JSON"},
    }
    for mapper, config in mappers.items():
        body = {"name": config["claim.name"], "protocol": "openid-connect", "protocolMapper": mapper, "config": config | in_token}
        admin.post(f"clients/{nested}/protocol-mappers/models", body)
    temporal = admin.find("clients", "clientId", "temporal")["id"]
    scope = f"scope-mappings/clients/{temporal}"
    admin.post(f"clients/{nested}/{scope}", admin.get(f"clients/{everyday['id']}/{scope}"))
    admin.post("roles", {"name": names.GROUP})
    role = [admin.get(f"roles/{names.GROUP}")]
    admin.post(f"clients/{nested}/scope-mappings/realm", role)
    group = admin.find("groups", "name", names.GROUP, search=names.GROUP, exact="true")["id"]
    admin.post(f"groups/{group}/role-mappings/realm", role)


def user_id(admin, user):
    return admin.find("users", "username", user, username=user, exact="true")["id"]


def sessions(state, user):
    admin = administrator(state)
    return admin.get(f"users/{user_id(admin, user)}/sessions")


def end_sessions(state, user):
    admin = administrator(state)
    admin.post(f"users/{user_id(admin, user)}/logout", {})


def events(state, user):
    admin = administrator(state)
    return admin.get("events", user=user_id(admin, user), max=1000)


def keep_client_secret(state, admin, client):
    identity = admin.find("clients", "clientId", client, clientId=client)["id"]
    secret = admin.get(f"clients/{identity}/client-secret")["value"]
    write_private(state.folder / "clients" / client, secret + "\n")
