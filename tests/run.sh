#!/bin/bash
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [--STAGE…]  installs what is missing, builds, and runs the tests; with stages named, those only, and what they
# build on. Logs, pictures and the servers' logs are left in build/artefacts.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artefacts=$project/build/artefacts
stack=("$project/tests/stack/stack" --state "$artefacts/stack")
desktop=$project/tests/stack/desktop
export SIGNALBOX_ARTEFACTS=$artefacts
# Lets every preset and every clone share what ccache holds: paths are compared relative to the project.
export CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=1
# Tests wait more than they compute. Those that share a stack run one after the other, the benchmarks alone.
CTEST_PARALLEL_LEVEL=$((3 * $(nproc)))
export CTEST_PARALLEL_LEVEL

# In this order. The servers' tests wait more than they compute, so the stages after them run beside them, and beside the
# board's check that follows them: it has limits of time, and what is beside gives way to it.
all=(install format build system check tests asan tsan lint bench debian13 fuzz soak drill archive)
beside=(system check)
# What a run without a stage named does; the others are run by name.
default=(install format build system check tests asan tsan lint)
declare -A title=(
  [install]="install what is missing"
  [format]="clang-format, shellcheck"
  [build]="build (preset release)"
  [lint]="clang-tidy, clazy"
  [tests]="unit and window tests"
  [check]="the board at 1,000 namespaces, by a wide limit"
  [asan]="unit tests under the address and undefined-behaviour sanitizers"
  [tsan]="tests of the rooms without gRPC and Qt threads under the thread sanitizer"
  [system]="tests on the real Temporal and Keycloak"
  [bench]="benchmarks"
  [debian13]="build, unit and window tests on Debian 13"
  [fuzz]="libFuzzer on what comes from outside, ten minutes a target (SIGNALBOX_FUZZ_SECONDS)"
  [drill]="a cluster on PostgreSQL lost and restored, and what a manifest says of it (SIGNALBOX_DRILL_RUNS)"
  [archive]="a run archived to an S3 server, deleted, and read back"
  [soak]="memory of a console on sixty queues that fill and drain, for eight hours (SIGNALBOX_SOAK_MINUTES)"
)

# ---- stages; each runs in a shell of its own that stops at the first failure

stage_install() { packaging/install-dependencies.sh; }

stage_format() {
  local files=(git ls-files -z --cached --others --exclude-standard --)
  "${files[@]}" '*.cpp' '*.h' | xargs -0 clang-format-14 --dry-run -Werror
  "${files[@]}" '*.sh' .ci/run | xargs -0 shellcheck
}

# What is tested is what is shipped; all of it, as lint wants a finished build.
stage_build() { configure_and_build release -DBUILD_TESTING=ON; }
stage_lint() { tests/lint.py build/release; }
# Most of it is waiting, beside servers that compute: who was kept waiting may try once more, and the log names it.
stage_tests() { ctest --preset release -L 'unit|ui' --repeat until-pass:2; }

# The machine has other work, and cold memory counts more than the yardstick tells: what fails here has become slower by
# a factor.
stage_check() {
  SIGNALBOX_BENCH_SLACK=8 ctest --test-dir build/release/tests/bench -L check --verbose --no-tests=error
}

stage_asan() {
  configure asan
  # Windows are left out: what they report are the leaks of font libraries.
  build_tests asan unit
  ctest --preset asan -L unit --repeat until-pass:2
}

stage_tsan() {
  configure_and_build tsan
  ctest --preset tsan -L unit
}

stage_system() {
  "${stack[@]}" up
  eval "$("${stack[@]}" env)"
  tests/stack/test_stack.py
  # A second try is allowed here, as a browser, an issuer and a server share the machine with the test; the summary
  # names what needed it.
  # From its own folder, as a ctest beside it writes its records into the build's.
  "$desktop" ctest --test-dir build/release/tests/system --output-on-failure --no-tests=error --repeat until-pass:2
  "${stack[@]}" down
}

stage_bench() { ctest --preset release -L bench --verbose; }

# In a root of its own: once per release.
stage_debian13() { tests/debian13.sh; }

# Wants clang-14 and libclang-rt-14-dev. What is found to be new is kept between runs, what breaks is left in the
# artefacts: it belongs into tests/fuzz/corpora.
stage_fuzz() {
  local corpus name found
  configure fuzz
  for corpus in tests/fuzz/corpora/*; do
    name=fuzz_${corpus##*/}
    found=build/fuzz/found/$name
    mkdir -p "$found"
    cmake --build --preset fuzz --target "$name"
    "build/fuzz/tests/fuzz/$name" -max_total_time="${SIGNALBOX_FUZZ_SECONDS:-600}" -max_len=20000 -timeout=10 \
      -print_final_stats=1 -artifact_prefix="$artefacts/$name-" "$found" "$corpus"
  done
}

stage_soak() { tests/stack/alone "$desktop" tests/soak.py build/release/app/signalbox; }

# Wants Debian's postgresql.
stage_drill() { tests/stack/alone --postgres tests/drill.py build/release/app/signalbox; }

# Builds MinIO once, which takes five minutes.
stage_archive() { tests/stack/alone --archive=s3 "$desktop" build/release/tests/system/tst_archive; }

# ---- helpers

configure() {
  local preset=$1
  shift
  cmake --preset "$preset" "$@" >"$artefacts/configure-$preset.log" || { cat "$artefacts/configure-$preset.log"; return 1; }
}

configure_and_build() {
  configure "$@"
  cmake --build --preset "$1"
}

# Builds the programs of the tests that have a label; a test without a program of its name brings its own.
build_tests() {
  local preset=$1 label=$2 wanted programs
  wanted=$(ctest --test-dir "build/$preset" -N -L "$label" | sed -n 's/^ *Test *#[0-9]*: //p')
  programs=$(ninja -C "build/$preset" -t targets all | sed -n 's/^\([^/:]*\): phony$/\1/p')
  comm -12 <(sort <<<"$wanted") <(sort <<<"$programs") | xargs cmake --build --preset "$preset" --target
}

# ---- running them

chosen=()
for argument in "$@"; do
  stage=${argument#--}
  [[ -n ${title[$stage]:-} && $argument == --* ]] || { echo "usage: run.sh [$(printf -- '--%s ' "${all[@]}" | sed 's/ $//')]" >&2; exit 2; }
  case $stage in lint | tests | check | system | bench | soak | drill | archive) chosen+=(build) ;; esac
  chosen+=("$stage")
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${default[@]}")

# Never to be called in a condition: bash would then let a stage go on after a failure in it. Its outcome is left in a
# file, for it may run beside this shell.
run_stage() {
  local since=$SECONDS outcome=ok
  printf 'FAILED         %s: cut off\n' "${title[$1]}" >"$artefacts/$1.outcome"
  printf '\n=== %s\n' "${title[$1]}"
  set +e
  (
    set -euo pipefail
    "stage_$1"
  ) 2>&1 | tee "$artefacts/$1.log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || outcome=FAILED
  set -e
  printf '%-6s %5d s  %s\n' "$outcome" $((SECONDS - since)) "${title[$1]}" >"$artefacts/$1.outcome"
}

has_failed() { grep -q ^FAILED "$artefacts/$1.outcome"; }

end_stacks() {
  local state
  for state in "$artefacts"/stack*/; do
    [ ! -d "$state" ] || tests/stack/stack --state "${state%/}" down
  done
}

running=
clean_up() {
  trap '' INT TERM HUP
  if [ -n "$running" ]; then
    kill -- "-$running" 2>/dev/null || true
    wait "$running" || true
  fi
  end_stacks
}

free_gigabytes() { df --output=avail -BG "$project" | tail -1 | tr -dc 0-9; }

cd "$project"
# Of a run whole: 9 for the builds, the rest for the servers, their tools and the compiler's cache.
if [ "$(free_gigabytes)" -lt 15 ]; then
  echo "only $(free_gigabytes) GB of disk are free, where 15 are enough for all stages" >&2
fi
# What a killed run may have left behind.
end_stacks
rm -rf "$artefacts"
mkdir -p "$artefacts"
trap clean_up EXIT
# A stage may answer Ctrl-C by ending in order, so without this the next one would begin.
trap 'exit 130' INT

is_chosen() { [[ " ${chosen[*]} " == *" $1 "* ]]; }

run_beside() {
  local stage
  for stage in "${beside[@]}"; do
    if is_chosen "$stage"; then run_stage "$stage"; fi
  done
}

for stage in "${all[@]}"; do
  is_chosen "$stage" || continue
  if [[ " ${beside[*]} " == *" $stage "* ]]; then
    [ -z "$running" ] || continue
    # In a group of its own, to be ended whole; what follows gives way to it.
    set -m
    run_beside >/dev/null &
    running=$!
    set +m
    renice -n 10 -p $$ >/dev/null
    continue
  fi
  run_stage "$stage"
  # Nothing that follows can work without these.
  if [[ $stage =~ ^(install|build)$ ]] && has_failed "$stage"; then break; fi
done
if [ -n "$running" ]; then
  wait "$running"
  running=
  for stage in "${beside[@]}"; do
    is_chosen "$stage" || continue
    printf '\n=== %s\n' "${title[$stage]}"
    cat "$artefacts/$stage.log"
  done
fi

printf '\n=== summary after %d s; logs and pictures are in %s; %d GB of disk are free\n' \
  "$SECONDS" "${artefacts#"$project"/}" "$(free_gigabytes)"
passed=0
failed=0
for stage in "${all[@]}"; do
  [ -e "$artefacts/$stage.outcome" ] || continue
  cat "$artefacts/$stage.outcome"
  if has_failed "$stage"; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
done
if [ -e "$artefacts/system.log" ]; then
  again=$(sed -n 's/.* Test *#[0-9]*: \([^ ]*\) \.*\*\*\*.*/\1/p' "$artefacts/system.log" | sort -u | xargs)
  [ -z "$again" ] || printf 'failed at the first try: %s\n' "$again"
fi
printf 'stages: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
