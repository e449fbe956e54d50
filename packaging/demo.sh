#!/bin/bash
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Signalbox, starts a real Temporal cluster with Keycloak, workers and a backlog, and opens the console on it.
# Without a display it runs under Xvfb, signs in by itself and leaves a picture of each page.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
demo=$project/build/demo
stack=("$project/tests/stack/stack" --state "$demo/stack")
signalbox=$project/build/release/app/signalbox
pictures=$demo/screenshots
# Lets every preset and every clone share what ccache holds: paths are compared relative to the project.
export CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=1

say() { printf '\n%4d s  %s\n' "$SECONDS" "$*"; }

clean_up() {
  trap '' INT TERM HUP
  say "Ending the servers and workers"
  "${stack[@]}" down
}

build() {
  cmake --preset release >"$demo/configure.log" || { cat "$demo/configure.log" >&2; return 1; }
  cmake --build --preset release --target signalbox
}

write_profile() {
  mkdir -p "$demo/config"
  cat >"$demo/config/profiles.toml" <<EOF
[profile.demo]
address = "$STACK_ADDRESS"
environment = "production"
queues = ["stratmaster-prod/stratmaster-prod.evals", "stratmaster-prod/stratmaster-prod.compression"]

[profile.demo.oidc]
issuer = "$STACK_ISSUER"
client_id = "$STACK_CLIENT"
intervene_client_id = "$STACK_INTERVENE_CLIENT"
admin_claim = "$STACK_ADMIN_CLAIM"
admin_value = "$STACK_ADMIN_VALUE"
EOF
}

open_on_display() {
  say "Opening the console. In the browser, sign in as one of"
  local login user password
  for login in ada:"platform team, may intervene" vic:"reads everything" tess:"reads tenant-acme only"; do
    { read -r user; read -r password; } <"$STACK_LOGINS/${login%%:*}"
    printf '          %-5s password %-12s %s\n' "$user" "$password" "${login#*:}"
  done
  "$signalbox" --config "$demo/config" --profile demo
}

take_pictures() {
  say "No display: signing in as ada in headless Chromium and taking pictures"
  rm -rf "$pictures"
  mkdir -p "$pictures"
  BROWSER=$STACK_BROWSER SIGNALBOX_TEST_LOGIN=$STACK_LOGINS/ada "$project/tests/stack/desktop" \
    packaging/tour.sh "$pictures" "$signalbox" --config "$demo/config" --profile demo
}

cd "$project"
mkdir -p "$demo"
exec 9>"$demo/lock"
flock --nonblock 9 || { echo "The demo of this folder is already running." >&2; exit 1; }

say "Looking for what is missing"
packaging/install-dependencies.sh
say "Building (a first build takes about ten minutes)"
build
say "Starting Temporal, Keycloak and the workers (a first start takes about five minutes more)"
"${stack[@]}" down
trap clean_up EXIT
"${stack[@]}" up --plain
eval "$("${stack[@]}" env)"
write_profile
# What the demo's console remembers stays in the demo's folder.
export XDG_DATA_HOME=$demo/data XDG_STATE_HOME=$demo/state
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  open_on_display
else
  take_pictures
fi
