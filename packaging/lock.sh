#!/bin/sh
# Renews the lock files: every version and hash for Linux and Windows, Python 3.11 to 3.13, and no registry's name.
# `sh packaging/lock.sh --upgrade` also moves to newer versions.
# Extras stay in the pins: pip 23 does not hold `coverage[toml]` to a pin of `coverage`, and refuses a newer one.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip --disable-pip-version-check --quiet install uv
lock() {
    output=$1; shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate --no-strip-extras pyproject.toml --output-file "$output" "$@"
}
lock requirements/dev.txt --group dev "$@"
lock requirements/run.txt --constraints requirements/dev.txt "$@"
lock requirements/bench.txt --group bench --constraints requirements/dev.txt "$@"
lock requirements/faults.txt --group faults --constraints requirements/dev.txt "$@"
lock requirements/package.txt --group package --constraints requirements/dev.txt "$@"

# The last Qt for Python whose arm64 wheels run on glibc 2.31 (docs/decisions/0052); all else as locked above.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'pyside6-essentials==6.7.3\nshiboken6==6.7.3\n' > "$folder/override"
sed -n 's/^\([a-z0-9.-]*==[^ ]*\).*/\1/p' requirements/run.txt | grep -v -e pyside6 -e shiboken6 > "$folder/constraints"
.venv/bin/uv pip compile --quiet --python-version 3.11 --python-platform aarch64-manylinux_2_31 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate pyproject.toml --override "$folder/override" \
    --constraints "$folder/constraints" --output-file requirements/arm64.txt "$@"
