#!/bin/sh
# Installs (as root on Debian) or names the system packages of one kind: run | test.
# usage: system_packages.sh KIND   — always ends with 0: what is missing is said, and the tests that need it skip.
set -eu
here=$(dirname "$0")
kind=$1

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# The first of `a|b` that is installed, else the first that can be, else the first.
choose() {
    old_ifs=$IFS; IFS='|'; set -- $1; IFS=$old_ifs
    for name in "$@"; do if installed "$name"; then echo "$name"; return; fi; done
    for name in "$@"; do if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; return; fi; done
    echo "$1"
}

command -v dpkg-query >/dev/null 2>&1 || exit 0

missing() {
    for line in $(sed -n "s/^$kind //p" "$here/system-packages.txt"); do
        found=no
        for name in $(echo "$line" | tr '|' ' '); do if installed "$name"; then found=yes; fi; done
        if [ $found = no ]; then echo "$line"; fi
    done
}

wanted=$(missing)
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "These system packages are missing ($kind); ask an administrator for: apt-get install" \
        $(for line in $wanted; do choose "$line"; done) >&2
    exit 0
fi
log=$(mktemp)
echo "Installing system packages ($kind) …"
if apt-get update -qq >"$log" 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends $(for line in $wanted; do choose "$line"; done) >>"$log" 2>&1; then
    rm -f "$log"
else
    tail -n 3 "$log" >&2
    echo "Some system packages could not be installed ($kind):" $wanted >&2
    rm -f "$log"
fi
