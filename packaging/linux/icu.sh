#!/bin/sh
# libicudata with what this program needs of it (icu.py): icu.sh x86_64|aarch64 → build/icu-ARCH/libicudata.so.NN
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)
arch=$1
work=$root/build/icu-$arch
rm -rf "$work"
mkdir -p "$work"
. packaging/linux/zig.sh
use_zig "$arch" "$work"
python3 -m zipfile -e "$(ls build/wheels/linux-$arch/*y*ide6_*ssentials-*.whl)" "$work/wheel"
whole=$(ls "$work"/wheel/PySide6/Qt/lib/libicudata.so.*)
name=$(basename "$whole")
cd "$work"
python3 "$root/packaging/linux/icu.py" "$whole" data.dat
cat > data.S <<ASM
.section .note.GNU-stack,"",%progbits
.section .rodata
.balign 16
.globl icudt${name##*.}_dat
.type icudt${name##*.}_dat, %object
icudt${name##*.}_dat:
.incbin "data.dat"
.size icudt${name##*.}_dat, . - icudt${name##*.}_dat
ASM
zig-cc -shared -nostdlib -s "-Wl,-soname,$name" data.S -o "$name"
rm -rf wheel bin data.dat data.S
