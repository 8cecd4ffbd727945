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
mkdir -p build/proofs
rm -f build/proofs/failed
prove() {
    name=$1; shift
    start=$(date +%s)
    if "$@" > "build/proofs/$name.out" 2>&1; then said=proven; else said=FAILED; echo "$name" >> build/proofs/failed; fi
    echo "$name: $said in $(($(date +%s) - start)) s (build/proofs/$name.out)"
}
older() { sh packaging/proofs/first.sh "$1" 2> "build/proofs/first-$1.log" || tail -n 1 "build/proofs/first-$1.log" >&2; }

# Two at a time: most of a proof is waiting for a window.
on_this_machine() {
    for deb in dist/*_amd64.deb; do
        prove lintian lintian --fail-on error "$deb"
        for suite in bullseye bookworm trixie; do
            prove "$suite-amd64" sh packaging/proofs/debian.sh "$suite" amd64 "$deb" $first
        done
    done
}
elsewhere() {
    if command -v update-binfmts >/dev/null && [ ! -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc 2>/dev/null || true
        update-binfmts --enable qemu-aarch64 2>/dev/null || true
    fi
    if [ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
        for deb in dist/*_arm64.deb; do
            prove bullseye-arm64 env PROOF_PATIENCE=600 PROOF_SLOWNESS=4 PROOF_PAUSE=20 \
                sh packaging/proofs/debian.sh bullseye arm64 "$deb"
        done
    else
        echo "arm64: left out, qemu-user-static is not at work here (binfmt_misc)"
    fi
    prove bare sh packaging/proofs/bare.sh
}
prove start .venv/bin/python packaging/proofs/start.py build/linux-x86_64/report-desk/report-desk .venv/bin/report-desk
first=$(older linux-x86_64)
first_setup=$(older windows-x86_64)
on_this_machine &
elsewhere &
wait
for setup in dist/*-setup.exe; do prove windows sh packaging/proofs/windows.sh "$setup" $first_setup; done
[ ! -e build/proofs/failed ] || { echo "failed: $(tr '\n' ' ' < build/proofs/failed)"; exit 1; }
