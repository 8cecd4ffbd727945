#!/bin/sh
# CPython for glibc 2.28, for a target or for this machine: python.sh x86_64|aarch64 → build/python-ARCH
# From Debian's source with Debian's patches, by zig, whose C library is that of any version wanted. The program is
# one file (python3.11) with libpython inside; no OpenSSL, no readline, no database. aarch64 is built across, with the
# x86_64 build at hand. Leaves build/python-ARCH/{usr,lib}: what to ship, headers and libpython3.11.a for the launcher.
set -eu
cd "$(dirname "$0")/../.."
arch=$1
root=$(pwd)
out=$root/build/python-$arch
work=$root/build/work-python-$arch
. packaging/linux/zig.sh
state=$({ cat packaging/linux/python.sh packaging/linux/zig.sh; grep "^source" packaging/common/fetched.txt; } | sha256sum)
if [ "$(cat "$out/.ready" 2>/dev/null)" = "$state" ]; then exit 0; fi
[ "$arch" = x86_64 ] || sh packaging/linux/python.sh x86_64
rm -rf "$out" "$work"
mkdir -p "$work" "$out"
use_zig "$arch" "$work"
prefix=$work/prefix
log=$work/build.log
echo "building CPython for $arch (log: build/work-python-$arch/build.log)"

unpacked() { dpkg-source --no-check -x "$(python3 packaging/common/fetch.py --where "$1" source)" "$work/$1"; }
exec 3>&1 4>&2 > "$log" 2>&1
trap 'code=$?; [ $code = 0 ] || tail -n 20 "$log" >&4' EXIT
flags="-O2 -fPIC -ffile-prefix-map=$work=. -Wno-date-time"

unpacked zlib
cd "$work/zlib"
CFLAGS=$flags ./configure --static --prefix="$prefix"
make -s libz.a
make -s install

cd "$root"
unpacked libffi
cd "$work/libffi"
autoreconf -fi
./configure --build=x86_64-linux-gnu --host="$arch-linux-gnu" --disable-shared --enable-static --with-pic \
    --prefix="$prefix" --disable-docs --disable-multi-os-directory --disable-exec-static-tramp --disable-builddir CFLAGS="$flags"
make -s
make -s install

cd "$root"
unpacked python3.11
cd "$work/python3.11"
printf '*disabled*\npyexpat\n_elementtree\n_crypt\nnis\nossaudiodev\nspwd\naudioop\n' > Modules/Setup.local
# Its setup.py would look into this machine's /usr/include and /usr/lib.
sed -i 's/^\( *\)self.add_multiarch_paths()/\1pass/; s/if not CROSS_COMPILING:/if False:/' setup.py
if [ "$arch" = x86_64 ]; then cross=; else
    cross="--with-build-python=$root/build/python-x86_64/bin/python3.11 ac_cv_file__dev_ptmx=yes
        ac_cv_file__dev_ptc=no ac_cv_buggy_getaddrinfo=no"
fi
# --prefix is where no file of the build machine can lie: the launcher says where Python's own are.
./configure --build=x86_64-linux-gnu --host="$arch-linux-gnu" $cross --prefix=/opt/report-desk/python \
    --without-ensurepip --disable-test-modules --with-system-ffi --disable-ipv6 \
    CPPFLAGS="-I$prefix/include" LDFLAGS="-L$prefix/lib -s" CFLAGS="$flags" LIBFFI_INCLUDEDIR="$prefix/include"
make -s -j2
# Built across, a module gets a name that Debian's installation does not look for; it is not shipped anyway.
for made in build/lib.linux-*/_sysconfigdata__linux_*.py; do
    [ ! -e "$made" ] || cp "$made" "$(echo "$made" | sed 's/__linux_/__/')"
done
make -s install DESTDIR="$work/installed"
if grep -q '^Failed to build these modules' "$log"; then exit 1; fi
cp -a "$work/installed/opt/report-desk/python/." "$out/"
cp "$prefix"/lib/*.a "$out/lib/"
echo "$state" > "$out/.ready"
