#!/bin/sh
# What builds packages and does not travel along (zig, the writer of the bill of materials), in build/tools.
set -eu
cd "$(dirname "$0")/../.."
state=$(sha256sum < requirements/package.txt)
if [ "$(cat build/tools/.ready 2>/dev/null)" = "$state" ]; then exit 0; fi
rm -rf build/tools
.venv/bin/python -m venv build/tools
build/tools/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/package.txt
echo "$state" > build/tools/.ready
