#!/bin/sh
# The Windows setup from the assembled folder: setup.sh VERSION → dist/report-desk-VERSION-win64-setup.exe
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)
version=$1
numbers=$(echo "$version" | sed 's/[^0-9.].*//').0
out=dist/report-desk-$version-win64-setup.exe
mkdir -p dist
size=$(find build/windows-x86_64/report-desk -type f -printf '%s\n' | awk '{ sum += $1 } END { print int(sum / 1024) }')
# By name, in order: makensis itself would take the files as the disk lists them.
files=build/windows-x86_64/files.nsh
(cd build/windows-x86_64/report-desk && find . -type f | LC_ALL=C sort) | awk -v layout="$root/build/windows-x86_64/report-desk" '{
    path = substr($0, 3); folder = path
    if (!sub("/[^/]*$", "", folder)) folder = ""
    if (folder != last || NR == 1) {
        inside = folder; gsub("/", "\\", inside)
        print "SetOutPath \"$INSTDIR" (inside == "" ? "" : "\\" inside) "\""
    }
    last = folder
    print "File \"" layout "/" path "\""
}' > "$files"
# makensis takes the times of the files and, as its own, SOURCE_DATE_EPOCH.
build/tools/debian/bin/makensis -NOCONFIG -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=$numbers" "-DSIZE=$size" \
    "-DFILES=$root/$files" "-DICON=$root/build/launcher-windows/report-desk.ico" \
    "-DOUT=$root/$out" packaging/windows/setup.nsi
ls -l "$out" | awk '{print $NF ": " $5 " bytes"}'
