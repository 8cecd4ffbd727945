# zig as C and C++ compiler for a Debian-like target with glibc 2.28; sourced.
# use_zig ARCH FOLDER puts cc, c++, ar and ranlib into FOLDER/bin and on the PATH, so that no path of this machine
# gets into what they make. zig comes with requirements/package.txt.
GLIBC=2.28
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-315532800} LC_ALL=C TZ=UTC

find_zig() {
    sh packaging/common/tools.sh
    ZIG=$(build/tools/bin/python -c 'import pathlib, ziglang; print(pathlib.Path(ziglang.__file__).with_name("zig"))')
    ZIG_GLOBAL_CACHE_DIR=$(pwd)/build/zig-cache ZIG_LOCAL_CACHE_DIR=$(pwd)/build/zig-cache
    export ZIG_GLOBAL_CACHE_DIR ZIG_LOCAL_CACHE_DIR
}

use_zig() {
    find_zig
    mkdir -p "$2/bin"
    for pair in "cc:cc -target $1-linux-gnu.$GLIBC" "c++:c++ -target $1-linux-gnu.$GLIBC" ar:ar ranlib:ranlib; do
        printf '#!/bin/sh\nexec %s %s "$@"\n' "$ZIG" "${pair#*:}" > "$2/bin/zig-${pair%%:*}"
        chmod +x "$2/bin/zig-${pair%%:*}"
    done
    PATH=$2/bin:$PATH
    CC=zig-cc CXX=zig-c++ AR=zig-ar RANLIB=zig-ranlib READELF=$(command -v readelf)
    PKG_CONFIG_LIBDIR=$2/prefix/lib/pkgconfig PKG_CONFIG_PATH=
    export PATH CC CXX AR RANLIB READELF PKG_CONFIG_LIBDIR PKG_CONFIG_PATH
}
