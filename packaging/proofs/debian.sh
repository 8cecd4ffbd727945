#!/bin/sh
# Proves a .deb installed: debian.sh SUITE ARCH DEB  (as root; arm64 on another machine needs qemu-user-static)
# Makes a chroot of that Debian with what a desktop has, and without network installs the package there, as an
# ordinary user runs every verb and types and saves in the window, upgrades it over itself, and removes it: reports,
# backups and settings stay. Log and picture in build/proofs/SUITE-ARCH.{log,png}. The chroot stays in build/chroots.
set -eu
cd "$(dirname "$0")/../.."
suite=$1
arch=$2
deb=$3
root=${CHROOTS:-build/chroots}/$suite-$arch
log=build/proofs/$suite-$arch.log
mkdir -p build/proofs "$(dirname "$root")"
[ "$(id -u)" = 0 ] || { echo "a chroot needs root" >&2; exit 2; }
if [ ! -e "$root/.ready" ]; then
    [ -d "$root/etc" ] || debootstrap --variant=minbase --arch="$arch" "$suite" "$root" > build/proofs/debootstrap.log 2>&1
    # Of what the package depends on, all that the suite's desktops have; its own dependencies are not asked for here.
    depends=$(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/(.*)//' | while read -r line; do
        for name in $(echo "$line" | tr '|' ' '); do
            if chroot "$root" apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; break; fi
        done
    done)
    chroot "$root" apt-get update -qq
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $depends \
        python3 xvfb xauth openbox xdotool imagemagick fonts-wqy-zenhei shared-mime-info desktop-file-utils \
        xdg-utils man-db >/dev/null 2>&1
    chroot "$root" useradd -m clerk 2>/dev/null || true
    touch "$root/.ready"
fi
cp "$deb" "$root/tmp/report-desk.deb"
cp packaging/self_test.py packaging/proofs/window.py packaging/proofs/installed.sh "$root/tmp/"
code=0
unshare -n -m sh -c "mount -t proc proc '$root/proc'; mount -t tmpfs tmpfs '$root/dev/shm' 2>/dev/null
    ip link set lo up 2>/dev/null; exec chroot '$root' sh /tmp/installed.sh" > "$log" 2>&1 || code=$?
[ ! -e "$root/tmp/window.png" ] || cp "$root/tmp/window.png" "build/proofs/$suite-$arch.png"
cat "$log"
exit $code
