#!/bin/sh
# Runs a command on a screen of its own, with a window manager and an input method of pinyin: screen.sh METHOD WORD…
# METHOD: ibus, fcitx5, fcitx (the fourth) or none. PROOF_ON and PROOF_OFF tell the command how Chinese is turned on and off.
set -eu
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then exec dbus-run-session -- sh "$0" "$@"; fi
method=$1
shift
started=
begin() { "$@" >> "$HOME/screen.log" 2>&1 & started="$! $started"; }
trap 'kill $started 2>/dev/null || true' EXIT
export DISPLAY=:7 LIBGL_ALWAYS_SOFTWARE=1
begin Xvfb :7 -screen 0 1366x768x24
sleep 5
begin openbox
case $method in
    fcitx)
        mkdir -p "$HOME/.config/fcitx"
        printf '[Profile]\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n' > "$HOME/.config/fcitx/profile"
        export QT_IM_MODULE=fcitx XMODIFIERS=@im=fcitx
        export PROOF_ON="fcitx-remote -o" PROOF_OFF="fcitx-remote -c"
        begin fcitx -D -u fcitx-classic-ui ;;
    fcitx5)
        mkdir -p "$HOME/.config/fcitx5"
        printf '[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\nName=keyboard-us\n
[Groups/0/Items/1]\nName=pinyin\n\n[GroupOrder]\n0=Default\n' > "$HOME/.config/fcitx5/profile"
        export QT_IM_MODULE=fcitx XMODIFIERS=@im=fcitx
        export PROOF_ON="fcitx5-remote -o" PROOF_OFF="fcitx5-remote -c"
        begin fcitx5 --disable=wayland ;;
    ibus)
        export QT_IM_MODULE=ibus XMODIFIERS=@im=ibus
        export PROOF_ON="ibus engine libpinyin" PROOF_OFF="ibus engine xkb:us::eng"
        begin ibus-daemon --xim --panel=disable ;;
esac
sleep "${PROOF_PAUSE:-5}"
echo "input method: $method"
"$@"
