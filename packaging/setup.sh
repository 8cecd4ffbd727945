#!/bin/sh
# Makes .venv from the locked requirements on a machine that has only Python. Does nothing when it is up to date.
# usage: setup.sh [PYTHON]
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
lock=requirements/dev.txt

fail() { echo "$1" >&2; exit 1; }

command -v "$python" >/dev/null 2>&1 || fail "Report Desk needs Python 3.11, 3.12 or 3.13; there is no '$python' here."
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' ||
    fail "Report Desk needs Python 3.11, 3.12 or 3.13; '$python' is $("$python" -V 2>&1). Name another: make setup PYTHON=…"

sh packaging/system_packages.sh run

# Debian splits venv and ensurepip off; a venv without pip would be useless.
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing python3-venv …"
        apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends python3-venv >/dev/null 2>&1 || true
    fi
    "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
        fail "This Python has no venv module. As an administrator: apt-get install python3-venv"
fi

state=$("$python" -c 'import hashlib, sys
parts = [open(p, "rb").read() for p in sys.argv[1:]] + [sys.version.encode()]
print(hashlib.sha256(b"".join(parts)).hexdigest())' "$lock" pyproject.toml)
if [ -x .venv/bin/report-desk ] && [ "$(cat .venv/.ready 2>/dev/null)" = "$state" ]; then exit 0; fi

echo "Setting up .venv (about 200 MB) …"
[ -x .venv/bin/python ] || "$python" -m venv .venv
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
pip install --require-hashes -r "$lock"
pip install --no-deps --no-build-isolation --no-index --editable .
.venv/bin/python -c 'from report_desk.resources import formats; formats()'  # compiles the editions of the form
echo "$state" > .venv/.ready
