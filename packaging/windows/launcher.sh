#!/bin/sh
# The two programs of Windows, with icon, manifest and version: launcher.sh VERSION → build/launcher-windows
set -eu
cd "$(dirname "$0")/../.."
version=$1
out=build/launcher-windows
rm -rf "$out"
mkdir -p "$out"
. packaging/linux/zig.sh
find_zig
.venv/bin/python packaging/windows/icon.py "$out/report-desk.ico"
cp packaging/windows/launcher.manifest packaging/windows/launcher.c "$out/"
numbers=$(echo "$version" | sed 's/[^0-9.].*//; s/\./,/g'),0
sed "s/@VERSION@/$version/g; s/@NUMBERS@/$numbers/g" packaging/windows/launcher.rc.in > "$out/launcher.rc"
cd "$out"
"$ZIG" rc /c65001 launcher.rc launcher.res
for kind in report-desk:windows report-desk-cli:console; do
    console=
    if [ "${kind#*:}" = console ]; then console=-DCONSOLE; fi
    "$ZIG" cc -target x86_64-windows-gnu -O2 -s -municode "-Wl,--subsystem,${kind#*:}" $console \
        launcher.c launcher.res -lshell32 -luser32 -o "${kind%%:*}.exe"
done
rm -f ./*.pdb
