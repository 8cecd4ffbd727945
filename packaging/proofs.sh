#!/bin/sh
# Proves what lies in dist/ installed: each .deb in chroots of its Debians, the setup under wine; `make proofs`. As root.
# Logs and pictures in build/proofs; the chroots stay in build/chroots (sh packaging/proofs.sh --clean takes them away).
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --clean ]; then rm -rf build/chroots; exit 0; fi
[ "$(id -u)" = 0 ] || { echo "Chroots need root: nothing was proven." >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "debootstrap is missing: nothing was proven." >&2; exit 2; }
failed=
prove() {
    name=$1; shift
    start=$(date +%s)
    if sh "$@" > "build/proofs/$name.out" 2>&1; then said=proven; else said=FAILED; failed="$failed $name"; fi
    echo "$name: $said in $(($(date +%s) - start)) s (build/proofs/$name.out)"
}
mkdir -p build/proofs
for deb in dist/*_amd64.deb; do
    lintian --fail-on error "$deb" > build/proofs/lintian.out 2>&1 || failed="$failed lintian"
    for suite in bullseye bookworm trixie; do prove "$suite-amd64" packaging/proofs/debian.sh "$suite" amd64 "$deb"; done
done
for setup in dist/*-setup.exe; do prove windows packaging/proofs/windows.sh "$setup"; done
if [ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
    for deb in dist/*_arm64.deb; do prove bullseye-arm64 packaging/proofs/debian.sh bullseye arm64 "$deb"; done
else
    echo "arm64: left out, qemu-user-static is not at work here (binfmt_misc)"
fi
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
