#!/bin/bash
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tour.sh DIR COMMAND…  starts the console on the present display, goes through its pages by keyboard as a person would,
# and leaves a picture of each in DIR. BROWSER has to sign in by itself.
set -euo pipefail

pictures=$1
shift

"$@" &
console=$!
trap 'kill "$console" 2>/dev/null || true; wait "$console" 2>/dev/null || true' EXIT

# Waits until the window's title begins with the words given, or with a count of dangers and then these.
await_title() {
  local deadline=$((SECONDS + 40))
  until xdotool search --onlyvisible --name "^([0-9]+ [a-z]+ · )?$1" >/dev/null 2>&1; do
    kill -0 "$console" 2>/dev/null || { echo "tour: the console ended" >&2; exit 1; }
    [ $SECONDS -lt $deadline ] || { echo "tour: no window named $1" >&2; exit 1; }
    sleep 0.2
  done
}

# A page is asked for at once, but its numbers come from the servers.
picture() {
  sleep "${2:-2}"
  import -window root "$pictures/$1.png"
  echo "          $pictures/$1.png"
}

press() { xdotool key --delay 60 "$@"; }

await_title demo
picture sign-in 1
press Return
await_title "Board"
picture board 6
press slash
xdotool type --delay 30 evals
press Return
sleep 0.5
press Down Return
await_title evals
picture queue 12
press g w
await_title "Workflows"
picture workflows 3
press slash ctrl+a
xdotool type --delay 30 "WorkflowType='ReviewWorkflow'"
press Return
sleep 2
press F6 Down Return
await_title review
picture workflow 3
# The lever beside the pending activities, and away again: a picture changes nothing.
press shift+Tab space
await_title "Complete activity"
picture complete 2
press Escape
