#!/bin/sh
# Builds what is installed elsewhere, into dist/: the wheel, the folder for Linux and its .deb for amd64, the .deb for
# arm64, the Windows setup; then SHA256SUMS. `make package`; ONLY="linux-x86_64 windows-x86_64" leaves targets out.
# What a target needs and this machine lacks is said, and the other targets are built. docs/packaging.md explains.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
ONLY=${ONLY:-linux-x86_64 windows-x86_64 linux-aarch64}
version=$($python -c 'from importlib.metadata import version; print(version("report-desk"))')
# The commit's time stands in everything, and its name in 关于.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
REPORT_DESK_COMMIT=${REPORT_DESK_COMMIT:-$(git rev-parse --short=10 HEAD 2>/dev/null || echo unknown)}
export SOURCE_DATE_EPOCH REPORT_DESK_COMMIT TZ=UTC LC_ALL=C.UTF-8 PYTHONHASHSEED=0

wanted() { case " $ONLY " in *" $1 "*) true ;; *) false ;; esac; }
has() { for tool in "$@"; do command -v "$tool" >/dev/null 2>&1 || { echo "left out: no $tool here"; return 1; }; done; }
timed() { start=$(date +%s); "$@"; echo "   ($(($(date +%s) - start)) s)"; }

sh packaging/system_packages.sh package
rm -rf dist build/wheel build/own
mkdir -p dist build

echo "== wheel"
.venv/bin/hatchling build -t wheel -d build/own >/dev/null 2>&1
cp build/own/*.whl dist/
own=$(ls build/own/*.whl)
$python -m venv build/wheel
build/wheel/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/run.txt
build/wheel/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-index "$own"
$python packaging/self_test.py build/wheel/bin/report-desk

has apt-get dpkg-source dpkg-deb make autoreconf readelf || { ls -l dist; exit 0; }
timed $python packaging/common/fetch.py
sh packaging/common/tools.sh

linux() {  # ARCH DEBIAN GLIBC GLIBCXX: what comes before the folder, the folder, the gate
    $python packaging/common/assemble.py "linux-$1" >/dev/null
    sh packaging/linux/python.sh "$1"
    sh packaging/launcher/linux.sh "$1"
    sh packaging/linux/fcitx.sh "$1"
    sh packaging/linux/icu.sh "$1"
    $python packaging/common/assemble.py "linux-$1" "$own"
    $python packaging/common/gate.py "build/linux-$1/report-desk" "$3" "$4"
    $python packaging/deb/build.py "build/linux-$1/report-desk" "$2" "$3"
}

# The others take the compiled editions from this one.
echo "== Linux amd64"
timed linux x86_64 amd64 2.28 3.4.25
$python packaging/self_test.py build/linux-x86_64/report-desk/report-desk
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C build/linux-x86_64 -cf - report-desk |
    xz -6 -T1 > "dist/report-desk-$version-linux-x86_64.tar.xz"

if wanted windows-x86_64; then
    echo "== Windows"
    windows() {
        $python packaging/common/assemble.py windows-x86_64 >/dev/null
        sh packaging/windows/python.sh
        sh packaging/windows/launcher.sh "$version"
        $python packaging/common/assemble.py windows-x86_64 "$own"
        sh packaging/windows/setup.sh "$version"
    }
    timed windows
fi
if wanted linux-aarch64; then
    echo "== Linux arm64"
    timed linux aarch64 arm64 2.31 3.4.28
fi
echo "== rare characters"
timed $python packaging/rare/package.py
(cd dist && sha256sum -- * > SHA256SUMS)
$python packaging/common/sizes.py
