#!/bin/sh
# The launcher of a Linux target, with Python inside: linux.sh x86_64|aarch64 → build/launcher-ARCH
set -eu
cd "$(dirname "$0")/../.."
arch=$1
. packaging/linux/zig.sh
use_zig "$arch" "$(pwd)/build/work-python-$arch"
python=build/python-$arch
config=$(ls -d "$python"/lib/python3.11/config-3.11*)
zig-cc -O2 -s -ffile-prefix-map="$(pwd)=." -I"$python/include/python3.11" -fPIE -pie -Wl,-z,relro,-z,now -o "build/launcher-$arch" \
    packaging/launcher/linux.c "$config/libpython3.11.a" "$python/lib/libz.a" \
    -Wl,--export-dynamic -lpthread -ldl -lutil -lm
