#!/bin/sh
# A chroot of a Debian with what the proofs use there: chroot.sh SUITE ARCH PACKAGE… → its folder (as root)
# Made once, in build/chroots; more packages are added to it. Of `a|b`, whichever that Debian has.
set -eu
cd "$(dirname "$0")/../.."
suite=$1
arch=$2
shift 2
root=${CHROOTS:-build/chroots}/$suite-$arch
log=build/proofs/chroot-$suite-$arch.log
[ "$(id -u)" = 0 ] || { echo "a chroot needs root" >&2; exit 2; }
mkdir -p build/proofs "$(dirname "$root")"
if [ ! -d "$root/etc/apt" ]; then debootstrap --variant=minbase --arch="$arch" "$suite" "$root" > "$log" 2>&1; fi
state=$(echo "$*" | sha256sum)
if ! grep -qsF "$state" "$root/.ready"; then
    chroot "$root" apt-get update -qq >> "$log" 2>&1
    chosen=$(for word in "$@"; do
        for name in $(echo "$word" | tr '|' ' '); do
            if chroot "$root" apt-cache show "$name" 2>/dev/null | grep -q '^Package:'; then echo "$name"; break; fi
        done
    done)
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $chosen >> "$log" 2>&1
    chroot "$root" useradd -m clerk 2>/dev/null || true
    echo "$state" >> "$root/.ready"
fi
echo "$root"
