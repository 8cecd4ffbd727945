#!/bin/sh
# Inside a chroot, as root, without network: installs /tmp/proof/report-desk.deb, over first.deb if that is there,
# proves it as the user clerk, removes it. METHOD: the input method that is installed here (screen.sh).
set -eu
export LANG=C.UTF-8 LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin
as_clerk() {
    su clerk -s /bin/sh -c "cd; export LANG=C.UTF-8 LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=\$HOME
        export PROOF_PATIENCE=${PROOF_PATIENCE:-120} PROOF_SLOWNESS=${PROOF_SLOWNESS:-1} PROOF_PAUSE=${PROOF_PAUSE:-5}; $1"
}
said() { echo "== $1 ($(date +%T))"; }
on_screen() { as_clerk "sh /tmp/proof/screen.sh $*"; }
cd /tmp/proof
rm -rf ~clerk /tmp/kept /tmp/window*.png
mkdir -m 700 ~clerk
chown clerk: ~clerk

said "$(. /etc/os-release; echo "$PRETTY_NAME"), $(ldd --version | head -n 1), $(uname -m)"
if [ -e first.deb ]; then
    said "the first version: installed, used, killed while a clerk types"
    dpkg -i first.deb
    on_screen none python3 /tmp/proof/upgrade.py make /usr/bin/report-desk
    said "upgrade in place, without network"
    dpkg -i report-desk.deb
    on_screen none python3 /tmp/proof/upgrade.py keep /tmp/window-upgraded.png /usr/bin/report-desk
else
    said "install, without network"
    dpkg -i report-desk.deb
fi
dpkg --verify report-desk
dpkg-query -W -f 'installed: ${Package} ${Version}, ${Installed-Size} KiB\n' report-desk
du -sb --apparent-size /opt/report-desk
said "file type and menu"
as_clerk 'touch x.rdesk; xdg-mime query filetype x.rdesk || true; rm x.rdesk; xdg-mime query default application/x-report-desk'
desktop-file-validate /usr/share/applications/report-desk.desktop
man -l /usr/share/man/man1/report-desk.1.gz 2>/dev/null | head -n 4
said "self-test and every verb, as an ordinary user"
as_clerk 'python3 /tmp/proof/self_test.py /usr/bin/report-desk'
said "rare characters: without their package, with it, without it again"
as_clerk 'python3 /tmp/proof/rare.py missing /usr/bin/report-desk'
dpkg -i rare.deb
as_clerk 'python3 /tmp/proof/rare.py printed /usr/bin/report-desk'
dpkg -P report-desk-rare-characters
as_clerk 'python3 /tmp/proof/rare.py missing /usr/bin/report-desk'
said "without a display"
as_clerk 'code=0; env -u DISPLAY -u WAYLAND_DISPLAY report-desk || code=$?; echo "code $code"; [ $code = 2 ]'
said "the window, with Chinese by $METHOD"
on_screen "$METHOD" python3 /tmp/proof/window.py /tmp/window.png /usr/bin/report-desk
said "the same version again, as a repair"
dpkg -i report-desk.deb
dpkg --verify report-desk
said "removal: what the user has stays"
if [ -e first.deb ]; then as_clerk 'python3 /tmp/proof/upgrade.py list'; fi
dpkg -P report-desk
[ ! -e /opt/report-desk ] && [ ! -e /usr/bin/report-desk ]
if [ -e first.deb ]; then as_clerk 'python3 /tmp/proof/upgrade.py stay'; fi
find ~clerk -type f -path '*report-desk*' | grep -q . # its notes, log and settings
said "proven"
