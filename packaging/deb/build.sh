#!/bin/sh
# The Debian package of the frozen app: build.sh FOLDER_OF_THE_FROZEN_APP VERSION → dist/report-desk_VERSION_ARCH.deb
# Also what UOS and Kylin install. It needs the glibc of the machine it is built on, or a newer one.
set -eu
app=$(cd "$1" && pwd)
version=$2
cd "$(dirname "$0")/../.."
arch=$(dpkg --print-architecture)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
install -d "$tree/opt/report-desk" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" \
    "$tree/usr/share/icons/hicolor/scalable/apps" "$tree/usr/share/doc/report-desk" "$tree/DEBIAN"
cp -a "$app/." "$tree/opt/report-desk/"
ln -s /opt/report-desk/report-desk "$tree/usr/bin/report-desk"
install -m 644 packaging/deb/report-desk.desktop "$tree/usr/share/applications/"
install -m 644 packaging/deb/report-desk.xml "$tree/usr/share/mime/packages/"
install -m 644 resources/icons/report-desk.svg "$tree/usr/share/icons/hicolor/scalable/apps/report-desk.svg"
install -m 644 LICENSE THIRD_PARTY_NOTICES.md "$tree/usr/share/doc/report-desk/"
glibc=$(ldd --version | sed -n '1s/.* //p')
depends=$(sed -n 's/^run //p' packaging/system-packages.txt | sed 's/|/ | /g' | paste -sd, | sed 's/,/, /g')
cat > "$tree/DEBIAN/control" <<CONTROL
Package: report-desk
Version: $version
Architecture: $arch
Maintainer: Report Desk maintainers <maintainers@report-desk.invalid>
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: libc6 (>= $glibc), $depends
Recommends: fcitx-frontend-qt6 | ibus
Section: office
Priority: optional
Description: annual report on government information disclosure
 年报台 fills, checks, saves and prints the annual report that every public body
 owes under the Regulations on Open Government Information. It works offline.
CONTROL
chmod -R u+rwX,go+rX,go-w "$tree"
mkdir -p dist
dpkg-deb --root-owner-group -Zxz --build "$tree" "dist/report-desk_${version}_${arch}.deb" >/dev/null
echo "dist/report-desk_${version}_${arch}.deb"
