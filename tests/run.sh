#!/bin/sh
# Lint, then the whole suite on SQLite and on PostgreSQL. Every part runs; any failure fails the whole.
#
#   PYTHON              the environment's Python (make test sets it)
#   BROWSER_EVERYWHERE  when set, the browser tests run on PostgreSQL too; else once, on SQLite
set -u
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
result=""
status=0

part() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then result="$result  $name: passed"; else result="$result  $name: FAILED"; status=1; fi
}

has_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null 2>&1

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_chromium() {
    command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null || return 1
    echo "Installing Debian's chromium for the browser tests."
    as_root timeout 60 apt-get -qq update >/dev/null 2>&1
    as_root timeout 240 env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends chromium >/dev/null 2>&1
}

has_chromium || { install_chromium && has_chromium; } ||
    echo "No Chromium here and none could be installed: the browser tests will be skipped."

# A data folder of its own, and no setting of an installation that may live beside this checkout.
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
trap 'exit 130' HUP INT PIPE TERM
for name in $(env | sed -n 's/^\(BAGALAU_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
unset PYTHONDONTWRITEBYTECODE  # some containers set it, and each of many processes would compile the whole house anew
export BAGALAU_DATA="$data" BAGALAU_SECRET_KEY="known-to-all-for-tests-and-nothing-else"

suite="$python -m pytest -n 2 --dist worksteal"
not_browser="not browser"
[ -z "${BROWSER_EVERYWHERE:-}" ] || not_browser=""

part lint sh tests/lint.sh "$(dirname "$python")"
# The words of $suite are meant to be split.
part SQLite $suite
part PostgreSQL "$python" -m tests.postgres -- $suite -m "$not_browser"

printf '\n%s\n' "$result"
exit "$status"
