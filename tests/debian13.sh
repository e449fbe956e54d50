#!/bin/bash
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# debian13.sh  builds this tree on Debian 13 and runs its unit and window tests there, in a root of its own under
# Signalbox's cache folder. The root, its build folder and its ccache are kept for the next run; the tree is only read.
# Needs root or sudo, and debootstrap. Packages come from where this machine's apt has Debian from.
set -euo pipefail

release=trixie
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${SIGNALBOX_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/signalbox}
root=$cache/debian13

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)

# The repository of the Debian that runs here; its point updates lie in the same one.
mirror() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(CODENAME) $(REPO_URI)' |
    awk '$1 == "Debian" && $2 == "main" && $3 !~ /-/ { print $4; exit }'
}

make_root() {
  local from http_proxy=''
  from=$(mirror)
  [ -n "$from" ] || { echo "apt has no Debian here: Debian 13 can't be fetched." >&2; return 1; }
  eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
  echo "Debian 13: making its root (once)"
  "${as_root[@]}" rm -rf "$root.new"
  mkdir -p "$cache"
  "${as_root[@]}" env http_proxy="$http_proxy" \
    debootstrap --variant=minbase --include=ca-certificates "$release" "$root.new" "$from" >"$root.log" ||
    { tail -n 20 "$root.log" >&2; return 1; }
  "${as_root[@]}" mkdir "$root.new/signalbox" "$root.new/build"
  echo '127.0.0.1 localhost' | "${as_root[@]}" tee "$root.new/etc/hosts" >/dev/null
  # How apt reaches that repository here: proxies, and what it checks.
  apt-config dump | grep -E '^Acquire::(https?::|Check-)' |
    "${as_root[@]}" tee "$root.new/etc/apt/apt.conf.d/99machine" >/dev/null || true
  "${as_root[@]}" mv "$root.new" "$root"
}

# Runs a command in the root. What is mounted there, and every process, goes with the namespaces when it ends. The
# machine's certificates stand in for the root's own, so that a company's proxy is trusted there as well.
inside() {
  # shellcheck disable=SC2016 # the inner shell's variables
  "${as_root[@]}" unshare --mount --pid --fork --kill-child sh -c '
    set -e
    root=$1 project=$2
    shift 2
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --bind /etc/ssl/certs "$root/etc/ssl/certs"
    mount --bind /etc/resolv.conf "$root/etc/resolv.conf"
    mount --bind "$project" "$root/signalbox"
    mount -o remount,bind,ro "$root/signalbox"
    exec chroot "$root" env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
      CCACHE_BASEDIR=/signalbox CCACHE_NOHASHDIR=1 "$@"' sh "$root" "$project" "$@"
}

command -v debootstrap >/dev/null || { echo "debian13.sh needs debootstrap: apt-get install debootstrap" >&2; exit 1; }
[ -d "$root" ] || make_root
inside /signalbox/packaging/install-dependencies.sh
inside cmake --preset dev -S /signalbox -B /build >"$root.log" || { cat "$root.log"; exit 1; }
inside cmake --build /build -- -k 0 # every fault of a release at once
# The tree's own rules need git and know no compiler.
failed=0
inside ctest --test-dir /build -L unit -E '^architecture$' --output-on-failure --no-tests=error || failed=1
inside ctest --test-dir /build -L ui --output-on-failure --no-tests=error || failed=1
exit "$failed"
