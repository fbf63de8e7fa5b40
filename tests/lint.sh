#!/bin/sh
# Every check that needs no running program: sh tests/lint.sh FOLDER-OF-THE-TOOLS. All run; any failure fails the whole.
set -u
cd "$(dirname "$0")/.."
bin=${1:-.venv/bin}
failed=""

check() {
    name=$1
    shift
    "$@" || failed="$failed $name"
}

check ruff "$bin/ruff" check --quiet .
check format "$bin/ruff" format --check --quiet .
check mypy "$bin/mypy" --no-error-summary
# Prints its contracts only when one is broken.
contracts=$("$bin/lint-imports" 2>&1) || { printf '%s\n' "$contracts"; failed="$failed imports"; }
check template-format "$bin/djlint" --check --quiet bagalau
check templates "$bin/djlint" --lint --quiet bagalau

[ -z "$failed" ] || { echo "lint: failed:$failed"; exit 1; }
echo "lint: all clean"
