#!/bin/sh
# Proves the Windows setup under wine 10, in a chroot of Debian 13: windows.sh SETUP.exe  (as root). `make windows-proof`
# Log and picture in build/proofs/windows.{log,png}; the chroot stays in build/chroots. docs/windows.md says what this
# proves and what only a real Windows can.
set -eu
cd "$(dirname "$0")/../.."
setup=$1
root=${CHROOTS:-build/chroots}/trixie-amd64
log=build/proofs/windows.log
mkdir -p build/proofs "$(dirname "$root")"
[ "$(id -u)" = 0 ] || { echo "a chroot needs root" >&2; exit 2; }
if [ ! -e "$root/.wine" ]; then
    [ -d "$root/etc" ] || debootstrap --variant=minbase trixie "$root" > build/proofs/debootstrap.log 2>&1
    chroot "$root" apt-get update -qq
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        wine wine64 xvfb openbox xdotool imagemagick python3 fonts-noto-cjk >/dev/null 2>&1
    chroot "$root" useradd -m clerk 2>/dev/null || true
    touch "$root/.wine"
fi
cp "$setup" "$root/tmp/setup.exe"
cp packaging/self_test.py packaging/proofs/window.py packaging/proofs/wine.sh "$root/tmp/"
chmod 644 "$root"/tmp/setup.exe "$root"/tmp/*.py "$root/tmp/wine.sh"
code=0
unshare -n -m sh -c "mount -t proc proc '$root/proc'; mount -t tmpfs tmpfs '$root/dev/shm' 2>/dev/null
    ip link set lo up 2>/dev/null; exec chroot '$root' su clerk -s /bin/sh -c 'cd; exec sh /tmp/wine.sh'" \
    > "$log" 2>&1 || code=$?
for picture in "$root"/tmp/windows*.png; do [ ! -e "$picture" ] || cp "$picture" build/proofs/; done
cat "$log"
exit $code
