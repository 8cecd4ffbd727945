#!/bin/sh
# Proves what lies in dist/ installed: each .deb in chroots of its Debians, the setup under wine; how soon the program
# starts; and what `make test` says where it cannot run. `make proofs`, as root.
# Logs and pictures in build/proofs; the chroots stay in build/chroots (sh packaging/proofs.sh --clean takes them away).
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --clean ]; then rm -rf build/chroots; exit 0; fi
[ "$(id -u)" = 0 ] || { echo "Chroots need root: nothing was proven." >&2; exit 2; }
sh packaging/system_packages.sh proofs
command -v debootstrap >/dev/null || { echo "debootstrap is missing: nothing was proven." >&2; exit 2; }
failed=
prove() {
    name=$1; shift
    start=$(date +%s)
    if sh "$@" > "build/proofs/$name.out" 2>&1; then said=proven; else said=FAILED; failed="$failed $name"; fi
    echo "$name: $said in $(($(date +%s) - start)) s (build/proofs/$name.out)"
}
mkdir -p build/proofs
prove start packaging/proofs/start.sh
older() { sh packaging/proofs/first.sh "$1" 2> "build/proofs/first-$1.log" || tail -n 1 "build/proofs/first-$1.log" >&2; }
first=$(older linux-x86_64)
first_setup=$(older windows-x86_64)
for deb in dist/*_amd64.deb; do
    lintian --fail-on error "$deb" > build/proofs/lintian.out 2>&1 || failed="$failed lintian"
    for suite in bullseye bookworm trixie; do prove "$suite-amd64" packaging/proofs/debian.sh "$suite" amd64 "$deb" $first; done
done
for setup in dist/*-setup.exe; do prove windows packaging/proofs/windows.sh "$setup" $first_setup; done
if command -v update-binfmts >/dev/null && [ ! -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
    mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc 2>/dev/null || true
    update-binfmts --enable qemu-aarch64 2>/dev/null || true
fi
if [ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
    export PROOF_PATIENCE=600 PROOF_SLOWNESS=4 PROOF_PAUSE=20
    for deb in dist/*_arm64.deb; do prove bullseye-arm64 packaging/proofs/debian.sh bullseye arm64 "$deb"; done
else
    echo "arm64: left out, qemu-user-static is not at work here (binfmt_misc)"
fi
prove bare packaging/proofs/bare.sh
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
