#!/bin/sh
# Builds the packages in dist/ a second time, from their commit, on another system, and compares every byte: reproduce.sh
# (as root)
# The other system: a chroot of Debian 13 with its Python, another user, host name, folder, language, time zone and
# umask. It compiles everything anew; what was downloaded, each file held to its digest, it takes from here. Needs
# the registry for the wheels. Log in build/proofs/reproduce.log; dist/ of there in build/proofs/reproduced.
set -eu
cd "$(dirname "$0")/../.."
log=build/proofs/reproduce.log
commit=${COMMIT:-$(cut -d' ' -f1 build/linux-x86_64/report-desk/lib/report_desk/resources/build.txt)}
packages=$(sed -n 's/^run //p; s/^package //p' packaging/system-packages.txt)
CHROOTS=build/chroots/builders
export CHROOTS
root=$(sh packaging/proofs/chroot.sh trixie amd64 $packages python3 python3-venv git ca-certificates debian-archive-keyring)
place=$root/srv/elsewhere/report-desk
rm -rf "$root/srv/elsewhere"
mkdir -p "$root/srv/elsewhere"
git clone --quiet --no-hardlinks . "$place"
git -C "$place" checkout --quiet --detach "$commit"
mkdir -p "$place/build"
cp -a build/fetched build/apt "$place/build/"
for file in /etc/resolv.conf ${PIP_CERT:-}; do mkdir -p "$root$(dirname "$file")"; cp -L "$file" "$root$file"; done
chroot "$root" useradd -m -u 4711 builder 2>/dev/null || true
chroot "$root" chown -R builder: /srv/elsewhere
code=0
unshare -u -m sh -c '
    hostname elsewhere
    mount -t proc proc "$0/proc"
    mount -t tmpfs tmpfs "$0/dev/shm" 2>/dev/null
    exec chroot "$0" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 TZ=Asia/Shanghai ${PIP_CERT:+PIP_CERT="$PIP_CERT"} \
        su builder -s /bin/sh -c "umask 077; cd /srv/elsewhere/report-desk && make package PYTHON=python3"' "$root" \
    > "$log" 2>&1 || code=$?
[ $code = 0 ] || { tail -n 20 "$log"; exit $code; }
rm -rf build/proofs/reproduced
cp -a "$place/dist" build/proofs/reproduced
differ=
while read -r digest name; do
    there=$(sha256sum < "build/proofs/reproduced/$name" | cut -d' ' -f1)
    if [ "$there" = "$digest" ]; then echo "the same bytes: $name"; else echo "DIFFERENT: $name"; differ="$differ $name"; fi
done < dist/SHA256SUMS
[ -z "$differ" ]
