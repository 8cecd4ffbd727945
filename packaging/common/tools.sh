#!/bin/sh
# What builds packages and does not travel along, in build/tools: zig and the writer of the bill of materials (locked
# wheels), and the programs whose version shows in what they make, strip and makensis (locked packages of Debian), so
# that a package does not depend on the machine that built it. build/tools/debian/bin has the last two.
set -eu
cd "$(dirname "$0")/../.."
tools=$(pwd)/build/tools
state=$(cat requirements/package.txt packaging/common/tools.sh packaging/common/fetched.txt | sha256sum)
if [ "$(cat "$tools/.ready" 2>/dev/null)" = "$state" ]; then exit 0; fi
rm -rf "$tools"
.venv/bin/python -m venv "$tools"
"$tools/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/package.txt
for package in nsis:amd64 nsis-common:all binutils-x86-64-linux-gnu:amd64 binutils-aarch64-linux-gnu:amd64 libbinutils:amd64; do
    dpkg-deb -x "$(python3 packaging/common/fetch.py --where "${package%:*}" "${package#*:}")" "$tools/debian"
done
mkdir "$tools/debian/bin"
for program in makensis x86_64-linux-gnu-strip aarch64-linux-gnu-strip; do
    printf '#!/bin/sh\nNSISDIR=%s LD_LIBRARY_PATH=%s exec %s "$@"\n' "$tools/debian/usr/share/nsis" \
        "$tools/debian/usr/lib/x86_64-linux-gnu" "$tools/debian/usr/bin/$program" > "$tools/debian/bin/$program"
    chmod +x "$tools/debian/bin/$program"
done
echo "$state" > "$tools/.ready"
