#!/bin/bash
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what building, running and testing Signalbox needs on Debian 13 or 12, as far as it is missing. Needs root or
# sudo for that only; where nothing is missing it asks nobody.
set -euo pipefail

packages=(
  # build
  g++ cmake ninja-build ccache pkg-config python3
  qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl1-mesa-dev
  libgrpc++-dev libprotobuf-dev protobuf-compiler protobuf-compiler-grpc libssl-dev qtkeychain-qt6-dev
  libtomlplusplus-dev libyaml-cpp-dev libexpected-dev libbenchmark-dev mold
  # run
  libqt6svg6 libqt6sql6-sqlite fonts-noto-core fonts-noto-mono xdg-utils dbus gnome-keyring
  # the real stack and the tests
  openssl python3-venv xvfb xauth openbox chromium chromium-driver dbus-x11 libsecret-tools at-spi2-core
  shellcheck xdotool x11-utils imagemagick debootstrap prometheus prometheus-alertmanager
)

# What the releases call by other names, or only one of them has. Debian 13 has no clang 14, whose format and warnings
# the tree is held to; those two stages of the tests are for Debian 12.
release=$(sed -n 's/^VERSION_ID="\?\([0-9]*\).*/\1/p' /etc/os-release)
if [ "$release" = 12 ]; then
  java=openjdk-17-jre-headless
  # Its own cargo is too old to fetch Temporal's API; the one made for browsers isn't, but replaces the other.
  cargo="cargo-web"
  packages+=(libqt6opengl6-dev clang-format-14 clang-tidy-14 clazy libclang-14-dev llvm-14-dev)
else
  java=openjdk-21-jre-headless
  cargo=cargo
  packages+=(qt6-svg-plugins)
  [ "$release" = 13 ] || echo "Dependencies: not Debian 12 or 13; trying the names of Debian 13."
fi

# Keycloak runs on Java 17 or later; any such Java will do, and any Maven.
java_major() {
  command -v java >/dev/null || { echo 0; return; }
  java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}
[ "$(java_major)" -ge 17 ] || packages+=("$java")
command -v mvn >/dev/null || packages+=(maven)

# `cargo info` fetches Temporal's API.
cargo_minor() {
  command -v cargo >/dev/null || { echo 0; return; }
  cargo --version | sed -n 's/^cargo 1\.\([0-9]*\).*/\1/p'
}
[ "$(cargo_minor)" -ge 82 ] || packages+=("$cargo")

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -eq 0 ]; then
  echo "Dependencies: all ${#packages[@]} packages are there."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "As root, please: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs apt-get with a line for each tenth of the way; the rest of what it says is shown when it fails. apt-get makes its
# status channel non-blocking, so that one can't be the output which packages' scripts write to, and sudo closes all
# channels but the first three, so it is opened behind sudo.
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    sh -c 'exec apt-get -y -o APT::Status-Fd=3 "$@" 3>&1 >&2' apt-get "$@" </dev/null 2>"$log" |
    awk -F: '
      !/^(dl|pm)status:/ { next }
      $1 != phase { phase = $1; seen = -1 }
      int($3 / 10) > seen {
        seen = int($3 / 10)
        printf "  %s %d %%\n", (phase == "dlstatus" ? "fetching" : "installing"), seen * 10
        fflush()
      }' || { tail -n 40 "$log" >&2; exit 1; }
}

echo "Dependencies: installing ${#missing[@]} packages: ${missing[*]}"
apt_get update
apt_get install --no-install-recommends "${missing[@]}"
# Debian starts what it installs, and only tests start these two.
for daemon in prometheus prometheus-alertmanager; do
  if [[ " ${missing[*]} " == *" $daemon "* ]] && [ -d /run/systemd/system ]; then
    "${as_root[@]}" systemctl disable --now "$daemon" >/dev/null 2>&1 || echo "Dependencies: $daemon runs; nothing needs it to."
  fi
done
echo "Dependencies: done."
