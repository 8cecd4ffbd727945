#!/bin/sh
# Runs a command in a chroot without network: inside.sh ROOT WORD…  (as root; mounts end with it)
set -eu
root=$1
shift
exec unshare -n -m sh -c '
    mount -t proc proc "$0/proc"
    mount -t tmpfs tmpfs "$0/dev/shm" 2>/dev/null
    ip link set lo up 2>/dev/null
    exec chroot "$0" "$@"' "$root" "$@"
