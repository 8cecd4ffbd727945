#!/bin/sh
# Inside a chroot, as root, without network: installs /tmp/report-desk.deb, proves it as the user clerk, removes it.
set -eu
export LANG=C.UTF-8 LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin
as_clerk() { su clerk -s /bin/sh -c "cd; export LANG=C.UTF-8 LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=/tmp; $1"; }
said() { echo "== $1 ($(date +%T))"; }
home=$(getent passwd clerk | cut -d: -f6)
count() { find "$home" -type f -path '*report-desk*' | wc -l; }

said "$(. /etc/os-release; echo "$PRETTY_NAME"), $(ldd --version | head -n 1), $(uname -m)"
said "install, without network"
dpkg -i /tmp/report-desk.deb
said "file type and menu"
as_clerk 'touch /tmp/x.rdesk; xdg-mime query filetype /tmp/x.rdesk || true; xdg-mime query default application/x-report-desk'
desktop-file-validate /usr/share/applications/report-desk.desktop
man -l /usr/share/man/man1/report-desk.1.gz 2>/dev/null | head -n 4
said "self-test and every verb, as an ordinary user"
as_clerk 'python3 /tmp/self_test.py /usr/bin/report-desk'
said "without a display"
as_clerk 'env -u DISPLAY -u WAYLAND_DISPLAY report-desk; echo "code $?"'
said "the window"
as_clerk 'Xvfb :7 -screen 0 1366x768x24 >/dev/null 2>&1 & screen=$!; sleep 5; export DISPLAY=:7
    openbox >/dev/null 2>&1 & manager=$!; sleep 3; code=0
    python3 /tmp/window.py /tmp/window.png /usr/bin/report-desk || code=$?
    kill $manager $screen; exit $code'
said "upgrade in place"
before=$(count)
dpkg -i /tmp/report-desk.deb
dpkg --verify report-desk
said "removal: what the user has stays"
dpkg -P report-desk
[ ! -e /opt/report-desk ] && [ ! -e /usr/bin/report-desk ]
echo "files of the user before and after: $before, $(count)"
[ "$before" = "$(count)" ] && [ "$before" -gt 0 ]
said "proven"
