# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes single things of a realm be as asked; what is already so is left alone."""


def differs(wanted, found):
    """True when something wanted isn't so. Lists count as sets; what isn't wanted doesn't matter."""
    if isinstance(wanted, dict):
        return not isinstance(found, dict) or any(differs(wanted[key], found.get(key)) for key in wanted)
    if isinstance(wanted, list):
        return set(wanted) != set(found or [])
    return wanted != found


class Realm:
    """A realm under change. `changes` tells, in order, what had to be changed."""

    def __init__(self, admin):
        self._admin = admin
        self.changes = []

    def settings(self, wanted):
        if differs(wanted, self._admin.get("")):
            self._admin.put("", wanted)
            self._changed("realm settings " + ", ".join(wanted))

    def client(self, client_id, wanted, scopes):
        """Returns the client's internal id. It gets exactly these default scopes and no optional one."""
        found = self._admin.find("clients", "clientId", client_id, clientId=client_id)
        if found is None:
            self._changed(f"client {client_id} created")
            chosen = {"defaultClientScopes": scopes, "optionalClientScopes": []}
            identity = self._admin.post("clients", {"clientId": client_id, **wanted, **chosen})
            # Keycloak adds a scope of its own to every service account.
            self._scopes_of(client_id, identity, scopes)
            return identity
        if differs(wanted, found):
            attributes = found.get("attributes", {}) | wanted.get("attributes", {})
            self._admin.put(f"clients/{found['id']}", found | wanted | {"attributes": attributes})
            self._changed(f"client {client_id} changed")
        self._scopes_of(client_id, found["id"], scopes)
        return found["id"]

    def client_roles(self, client, names):
        """Returns the named roles' representations."""
        existing = {role["name"] for role in self._admin.get(f"clients/{client}/roles")}
        for name in names:
            if name not in existing:
                self._admin.post(f"clients/{client}/roles", {"name": name})
                self._changed(f"role {name} created")
        return [role for role in self._admin.get(f"clients/{client}/roles") if role["name"] in names]

    def client_scope(self, name, mappers):
        """A client scope with these protocol mappers, each {name, protocolMapper, config}."""
        found = self._admin.find("client-scopes", "name", name)
        scope = found["id"] if found else self._create_scope(name)
        path = f"client-scopes/{scope}/protocol-mappers/models"
        existing = {mapper["name"]: mapper for mapper in self._admin.get(path)}
        for mapper in mappers:
            mapper = mapper | {"protocol": "openid-connect"}
            found = existing.get(mapper["name"])
            if found is None:
                self._admin.post(path, mapper)
                self._changed(f"mapper {mapper['name']} created")
            elif differs(mapper, found):
                self._admin.put(f"{path}/{found['id']}", found | mapper)
                self._changed(f"mapper {mapper['name']} changed")

    def role_mappings(self, what, path, roles, exact=True):
        """The roles mapped at a path (of a client's scope, a group or a user)."""
        found = {role["name"]: role for role in self._admin.get(path)}
        wanted = {role["name"]: role for role in roles}
        missing = [wanted[name] for name in sorted(wanted.keys() - found.keys())]
        surplus = [found[name] for name in sorted(found.keys() - wanted.keys())] if exact else []
        if missing:
            self._admin.post(path, missing)
            self._changed(f"{what}: added " + ", ".join(role["name"] for role in missing))
        if surplus:
            self._admin.delete(path, surplus)
            self._changed(f"{what}: removed " + ", ".join(role["name"] for role in surplus))

    def service_account(self, client):
        return self._admin.get(f"clients/{client}/service-account-user")["id"]

    def group(self, name):
        found = self._admin.find("groups", "name", name, search=name, exact="true")
        if found:
            return found["id"]
        self._changed(f"group {name} created")
        return self._admin.post("groups", {"name": name})

    def browser_flow(self, alias, description, authenticator):
        """A top-level flow with one required authenticator; returns its id."""
        found = self._admin.find("authentication/flows", "alias", alias)
        if found is None:
            flow = {"alias": alias, "description": description, "providerId": "basic-flow", "topLevel": True, "builtIn": False}
            self._admin.post("authentication/flows", flow)
            self._changed(f"flow {alias} created")
            found = self._admin.find("authentication/flows", "alias", alias)
        path = f"authentication/flows/{alias}/executions"
        self._only_execution(path, alias, authenticator)
        return found["id"]

    def _only_execution(self, path, alias, authenticator):
        executions = self._admin.get(path)
        for execution in executions:
            if execution["providerId"] != authenticator:
                self._admin.delete(f"authentication/executions/{execution['id']}")
                self._changed(f"flow {alias}: {execution['providerId']} removed")
        if not any(execution["providerId"] == authenticator for execution in executions):
            self._admin.post(f"{path}/execution", {"provider": authenticator})
            self._changed(f"flow {alias}: {authenticator} added")
        for execution in self._admin.get(path):
            if execution["requirement"] != "REQUIRED":
                self._admin.put(path, execution | {"requirement": "REQUIRED"})
                self._changed(f"flow {alias}: {execution['providerId']} required")

    def _scopes_of(self, client_id, client, names):
        known = {scope["name"]: scope["id"] for scope in self._admin.get("client-scopes")}
        for kind, wanted in (("default", set(names)), ("optional", set())):
            path = f"clients/{client}/{kind}-client-scopes"
            found = {scope["name"] for scope in self._admin.get(path)}
            for name in sorted(found - wanted):
                self._admin.delete(f"{path}/{known[name]}")
                self._changed(f"{client_id}: {kind} scope {name} removed")
            for name in sorted(wanted - found):
                self._admin.put(f"{path}/{known[name]}")
                self._changed(f"{client_id}: {kind} scope {name} added")

    def _create_scope(self, name):
        self._changed(f"scope {name} created")
        # Not in the token's `scope` text: nobody asks for it by name.
        attributes = {"include.in.token.scope": "false", "display.on.consent.screen": "false"}
        return self._admin.post("client-scopes", {"name": name, "protocol": "openid-connect", "attributes": attributes})

    def _changed(self, what):
        self.changes.append(what)
        print(f"  {what}", flush=True)
