#!/bin/sh
# Builds what is installed elsewhere, into dist/: the wheel, the frozen app, and on Debian a package of it.
# Each is proven by packaging/self_test.py before it counts. `make package`.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
version=$($python -c 'from importlib.metadata import version; print(version("report-desk"))')
rm -rf dist build/frozen build/wheel
mkdir -p dist build

echo "== wheel"
.venv/bin/hatchling build -t wheel -d dist
$python -m venv build/wheel
build/wheel/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/run.txt
build/wheel/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-index dist/*.whl
$python packaging/self_test.py build/wheel/bin/report-desk

echo "== frozen app"
# A venv of its own: PyInstaller must find the program's libraries and no others.
$python -m venv build/frozen
frozen=build/frozen/bin/python
$frozen -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/package.txt
$frozen -m pip --disable-pip-version-check --quiet install --no-deps --no-index dist/*.whl
$frozen -m PyInstaller --noconfirm --log-level WARN --distpath build/frozen/dist --workpath build/frozen/work \
    packaging/frozen/report-desk.spec
$python packaging/self_test.py build/frozen/dist/report-desk/report-desk
tar -C build/frozen/dist -cJf "dist/report-desk-$version-$(uname -s)-$(uname -m).tar.xz" report-desk

if command -v dpkg-deb >/dev/null 2>&1; then
    echo "== Debian package"
    sh packaging/deb/build.sh build/frozen/dist/report-desk "$version"
fi
ls -l dist
