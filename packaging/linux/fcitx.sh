#!/bin/sh
# The input plugin for fcitx 4 and 5 (fcitx-qt5's for Qt 6), which Qt does not bring: fcitx.sh x86_64|aarch64
# → build/fcitx-ARCH/libfcitxplatforminputcontextplugin.so
# Desktops of public offices set QT_IM_MODULE=fcitx; without this plugin nothing Chinese would arrive. It is made with
# Qt 6.4's headers (a plugin may be older than the Qt that loads it), and linked with the very libraries it will meet.
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)
arch=$1
case $arch in x86_64) debian=amd64 ;; *) debian=arm64 ;; esac
work=$root/build/work-fcitx-$arch
plugin=libfcitxplatforminputcontextplugin.so
lock=requirements/$([ "$arch" = x86_64 ] && echo run || echo arm64).txt
state=$(cat packaging/linux/fcitx.sh packaging/linux/zig.sh packaging/common/fetched.txt "$lock" | sha256sum)
if [ "$(cat "build/fcitx-$arch/.ready" 2>/dev/null)" = "$state" ]; then exit 0; fi
rm -rf "$work" "build/fcitx-$arch"
mkdir -p "$work/libraries" "build/fcitx-$arch"
. packaging/linux/zig.sh
use_zig "$arch" "$work"
fetched() { python3 packaging/common/fetch.py --where "$1" "$2"; }
for package in qt6-base-dev qt6-base-private-dev qt6-base-dev-tools libxkbcommon-dev \
    libqt6core6 libqt6dbus6 libb2-1 libdouble-conversion3 libicu72 libpcre2-16-0; do  # the last six run the tools
    dpkg-deb -x "$(fetched "$package" amd64)" "$work/headers"
done
dpkg-deb -x "$(fetched x11proto-dev all)" "$work/headers"
for package in libstdc++-12-dev libstdc++6 libxkbcommon0; do dpkg-deb -x "$(fetched $package $debian)" "$work/target"; done
python3 -m zipfile -e "$(ls build/wheels/linux-$arch/*y*ide6_*ssentials-*.whl)" "$work/wheel"
qt=$work/wheel/PySide6/Qt/lib
tar -xf "$(fetched fcitx-qt5 source)" -C "$work"

include=$work/headers/usr/include
headers=$include/x86_64-linux-gnu/qt6
version=$(basename "$headers"/QtCore/6.*)
tools=$work/headers/usr/lib/qt6/libexec
standard=$work/target/usr/include
# What changed since 6.4 in Qt's own part of the interface, by a comparison with the headers of 6.8: one function takes a
# word less, and an input context has one more member (without room for it, Qt would write into the plugin's own).
sed -i 's/bool tryShortcutOverride = true/TRY/; s/, *TRY//' "$headers/QtGui/$version/QtGui/qpa/qwindowsysteminterface.h"
sed -i 's/^    friend class QInputMethod;/&\n    Qt::LayoutDirection m_inputDirection;/' \
    "$headers/QtGui/$version/QtGui/qpa/qplatforminputcontext.h"
grep -q m_inputDirection "$headers/QtGui/$version/QtGui/qpa/qplatforminputcontext.h"
cd "$work"/fcitx-qt5-*/qt6/platforminputcontext
paths="-I$include -I$headers -I$headers/QtCore -I$headers/QtGui -I$headers/QtDBus -I$headers/QtGui/$version
    -I$headers/QtGui/$version/QtGui -I$headers/QtCore/$version -I$headers/QtCore/$version/QtCore -I. -Imade"
mkdir -p made
export LD_LIBRARY_PATH="$work/headers/usr/lib/x86_64-linux-gnu"
for pair in InputContext:inputcontextproxy InputContext1:inputcontext1proxy \
    InputMethod:inputmethodproxy InputMethod1:inputmethod1proxy; do
    name=${pair#*:}
    "$tools/../bin/qdbusxml2cpp" -i fcitxqtdbustypes.h -p "made/$name" "org.fcitx.Fcitx.${pair%%:*}.xml"
    "$tools/moc" "made/$name.h" -o "made/moc_$name.cpp"
done
for name in fcitxinputcontextproxy fcitxwatcher main qfcitxplatforminputcontext; do
    "$tools/moc" $paths "$name.h" -o "made/moc_$name.cpp"
done
unset LD_LIBRARY_PATH
# The C++ headers look for glibc 2.32's way to tell a program of one thread: here none counts as such. And
# std::__throw_bad_array_new_length is newer than the C++ library of the desktops meant here.
mkdir -p made/sys
echo 'static const char __libc_single_threaded = 0;' > made/sys/single_threaded.h
cat > made/older.cpp <<'CPP'
#include <cstdlib>
namespace std { [[noreturn]] void __throw_bad_array_new_length() { abort(); } }
CPP
find "$work/target" -name 'libstdc++.so.6*' -o -name 'libxkbcommon.so.0*' | while read -r path; do
    ln -sf "$path" "$work/libraries/$(basename "$path")"
done
zig-c++ -std=c++17 -O2 -s -fPIC -shared -fvisibility=hidden -ffile-prefix-map="$work=." -fno-stack-protector -fno-exceptions \
    -nostdinc++ -nostdlib++ -I"$standard/c++/12" -I"$standard/$arch-linux-gnu/c++/12" \
    -DQT_PLUGIN -DQT_NO_DEBUG -DQT_CORE_LIB -DQT_GUI_LIB -DQT_DBUS_LIB $paths -Wno-everything \
    ./*.cpp made/*.cpp -o "$root/build/fcitx-$arch/$plugin" \
    -L"$qt" -l:libQt6Gui.so.6 -l:libQt6DBus.so.6 -l:libQt6Core.so.6 \
    -L"$work/libraries" -l:libxkbcommon.so.0 -l:libstdc++.so.6 \
    -Wl,-z,defs -lc -lm '-Wl,-rpath,$ORIGIN/../../lib'
rm -rf "$work"
echo "$state" > "$root/build/fcitx-$arch/.ready"
