#!/bin/sh
# The packages of the first version, 0.1.0, for the proof of an upgrade: first.sh linux-x86_64|windows-x86_64 → its path
# Its program and its libraries, as the commit that was 0.1.0 locked them, in today's frame: its own way of packing
# took Python from the machine that built it and knew neither old Debians nor Windows. For arm64 there was none.
set -eu
cd "$(dirname "$0")/../.."
target=$1
commit=b4bc049700e0118ff78926d5b9330d017919ceb7
here=$(pwd)
tree=$here/build/first
case $target in
    windows*) made=$tree/dist/report-desk-0.1.0-win64-setup.exe ;;
    *) made=$tree/dist/report-desk_0.1.0_amd64.deb ;;
esac
if [ -e "$made" ]; then echo "$made"; exit 0; fi
git cat-file -e "$commit" 2>/dev/null || { echo "the history of 0.1.0 is not here: no upgrade to prove" >&2; exit 3; }
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH REPORT_DESK_COMMIT=0.1.0 TZ=UTC LC_ALL=C.UTF-8
if [ ! -e "$tree/.ready" ]; then
    rm -rf "$tree"
    mkdir -p "$tree/build"
    git archive "$commit" | tar -x -C "$tree"
    rm -rf "$tree/packaging"
    cp -a packaging "$tree/packaging"
    cp requirements/package.txt "$tree/requirements/"
    cp THIRD_PARTY_NOTICES.md "$tree/"  # of the frame
    sed -i 's|^keep = ."lib/report_desk/core/form/.*|keep = ["lib/report_desk/*"]|' "$tree/packaging/common/targets.toml"
    ln -s "$here/.venv" "$tree/.venv"
    for part in tools fetched python-x86_64 launcher-x86_64 launcher-windows fcitx-x86_64 icu-x86_64 windows-python; do
        ln -s "$here/build/$part" "$tree/build/$part"
    done
    (cd "$tree" && .venv/bin/hatchling build -t wheel -d build/own >/dev/null 2>&1)
    touch "$tree/.ready"
fi
cd "$tree"
{
    .venv/bin/python packaging/common/assemble.py linux-x86_64 build/own/*.whl
    if [ "$target" = linux-x86_64 ]; then
        PYTHONPATH=$tree/src .venv/bin/python packaging/deb/build.py build/linux-x86_64/report-desk amd64 2.28
    else
        .venv/bin/python packaging/common/assemble.py windows-x86_64 build/own/*.whl
        sh packaging/windows/setup.sh 0.1.0
    fi
} >&2
echo "$made"
