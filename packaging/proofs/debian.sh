#!/bin/sh
# Proves a .deb installed: debian.sh SUITE ARCH DEB [FIRST]  (as root; arm64 on another machine needs qemu-user-static)
# In a chroot of that Debian with what a desktop has, and without network: installs FIRST, the package of the first
# version, if one is given, and lets a clerk use it; installs DEB over it, and as that clerk runs every verb and types
# and saves in the window, in Chinese too; installs and removes the package of rare characters, which lies beside DEB;
# removes it: reports, backups, drafts and settings stay. Log and pictures in
# build/proofs/SUITE-ARCH*. The chroot stays in build/chroots.
set -eu
cd "$(dirname "$0")/../.."
suite=$1
arch=$2
deb=$3
first=${4:-}
log=build/proofs/$suite-$arch.log
# Of what the package depends on, all that the suite's desktops have; an input method of that time.
depends=$(dpkg-deb -f "$deb" Depends | sed 's/([^)]*)//g; s/ *| */|/g' | tr ',' '\n' | tr -d ' ')
case $suite in
    bullseye) method=fcitx packages="fcitx-bin fcitx-module-dbus fcitx-modules fcitx-ui-classic fcitx-pinyin" ;;
    bookworm) method=fcitx5 packages="fcitx5 fcitx5-chinese-addons" ;;
    *) method=ibus packages="ibus ibus-libpinyin" ;;
esac
root=$(sh packaging/proofs/chroot.sh "$suite" "$arch" $depends $packages python3 xvfb xauth openbox xdotool imagemagick \
    dbus fonts-wqy-zenhei shared-mime-info desktop-file-utils xdg-utils man-db)
rm -rf "$root/tmp/proof"
mkdir -p "$root/tmp/proof"
cp "$deb" "$root/tmp/proof/report-desk.deb"
[ -z "$first" ] || cp "$first" "$root/tmp/proof/first.deb"
cp "$(dirname "$deb")"/report-desk-rare-characters_*_all.deb "$root/tmp/proof/rare.deb"
cp packaging/self_test.py packaging/proofs/*.py packaging/proofs/screen.sh packaging/proofs/installed.sh "$root/tmp/proof/"
code=0
sh packaging/proofs/inside.sh "$root" env METHOD=$method sh /tmp/proof/installed.sh > "$log" 2>&1 || code=$?
for picture in "$root"/tmp/window*.png; do
    [ ! -e "$picture" ] || mv "$picture" "build/proofs/$suite-$arch${picture#"$root/tmp/window"}"
done
cat "$log"
exit $code
