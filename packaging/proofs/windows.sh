#!/bin/sh
# Proves the Windows setup under wine 10, in a chroot of Debian 13 without network: windows.sh SETUP.exe [FIRST.exe]
# (as root; `make windows-proof`). FIRST is the setup of the first version, which is used and upgraded. Log and pictures
# in build/proofs/windows*; the chroot stays in build/chroots. The user is a new one; SAME_USER=1 (without FIRST) takes the
# one of the proof before, with all that it left. docs/windows.md says what only a real Windows can prove.
set -eu
cd "$(dirname "$0")/../.."
setup=$1
first=${2:-}
log=build/proofs/windows.log
root=$(sh packaging/proofs/chroot.sh trixie amd64 wine wine64 xvfb openbox xdotool imagemagick python3 fonts-noto-cjk \
    dbus ibus ibus-libpinyin)
rm -rf "$root/tmp/proof"
mkdir -p "$root/tmp/proof"
cp "$setup" "$root/tmp/proof/setup.exe"
[ -z "$first" ] || cp "$first" "$root/tmp/proof/first.exe"
cp "$(dirname "$setup")"/report-desk-rare-characters-*-win.exe "$root/tmp/proof/rare.exe"
cp packaging/self_test.py packaging/proofs/*.py packaging/proofs/screen.sh packaging/proofs/wine.sh "$root/tmp/proof/"
chmod 644 "$root"/tmp/proof/*
if [ -z "${SAME_USER:-}" ]; then chroot "$root" sh -c 'rm -rf ~clerk; mkdir -m 700 ~clerk; chown clerk: ~clerk'; fi
rm -rf "$root/tmp/kept" "$root"/tmp/window*.png "$root"/tmp/wine-before
code=0
sh packaging/proofs/inside.sh "$root" su clerk -s /bin/sh -c '
    cd; export LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=$HOME PATH=/usr/bin:/bin
    exec sh /tmp/proof/screen.sh ibus sh /tmp/proof/wine.sh' > "$log" 2>&1 || code=$?
for picture in "$root"/tmp/window*.png; do
    [ ! -e "$picture" ] || mv "$picture" "build/proofs/windows${picture#"$root/tmp/window"}"
done
cat "$log"
exit $code
