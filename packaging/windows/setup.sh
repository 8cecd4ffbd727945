#!/bin/sh
# The Windows setup from the assembled folder: setup.sh VERSION → dist/report-desk-VERSION-win64-setup.exe
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)
version=$1
numbers=$(echo "$version" | sed 's/[^0-9.].*//').0
out=dist/report-desk-$version-win64-setup.exe
mkdir -p dist
size=$(du -sk --apparent-size build/windows-x86_64/report-desk | cut -f1)
# makensis takes the times of the files and, as its own, SOURCE_DATE_EPOCH.
build/tools/debian/bin/makensis -NOCONFIG -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=$numbers" "-DSIZE=$size" \
    "-DLAYOUT=$root/build/windows-x86_64/report-desk" "-DICON=$root/build/launcher-windows/report-desk.ico" \
    "-DOUT=$root/$out" packaging/windows/setup.nsi
ls -l "$out" | awk '{print $NF ": " $5 " bytes"}'
