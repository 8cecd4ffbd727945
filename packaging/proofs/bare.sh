#!/bin/sh
# Proves that `make test` ends in words where Qt's system libraries are missing and nobody is root: bare.sh  (as root)
# In a chroot of Debian 12 that has Python, its venv, make and git, and nothing else; needs the registry for the wheels.
set -eu
cd "$(dirname "$0")/../.."
log=build/proofs/bare.log
CHROOTS=build/chroots/bare
export CHROOTS
root=$(sh packaging/proofs/chroot.sh bookworm amd64 python3 python3-venv make git ca-certificates)
rm -rf "$root/srv/report-desk"
git clone --quiet --no-hardlinks . "$root/srv/report-desk"
for file in /etc/resolv.conf ${PIP_CERT:-}; do mkdir -p "$root$(dirname "$file")"; cp -L "$file" "$root$file"; done
chroot "$root" chown -R clerk: /srv/report-desk
code=0
unshare -m sh -c '
    mount -t proc proc "$0/proc"
    mount -t tmpfs tmpfs "$0/dev/shm" 2>/dev/null
    exec chroot "$0" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 ${PIP_CERT:+PIP_CERT="$PIP_CERT"} \
        su clerk -s /bin/sh -c "cd /srv/report-desk && make test PYTHON=python3"' "$root" > "$log" 2>&1 || code=$?
tail -n 6 "$log"
echo "code $code"
[ "$code" = 2 ]
grep -q 'The tests need Qt, and Qt does not start here' "$log"
grep -q 'ask an administrator for: apt-get install' "$log"
if grep -q 'Traceback\|INTERNALERROR' "$log"; then exit 1; fi
