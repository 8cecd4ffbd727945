#!/bin/sh
# Inside the chroot, on a screen with an input method, as an ordinary user: installs /tmp/proof/setup.exe under wine, over
# first.exe if that is there, proves it, also with the setup of rare characters, upgrades, removes.
set -eu
export LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8 WINEPREFIX=$HOME/wine WINEDEBUG=-all WINEARCH=win64
export WINEDLLOVERRIDES="mscoree,mshtml=" PROOF_PAUSE=8 PROOF_SLOWNESS=2 XMODIFIERS=@im=none
said() { echo "== $1 ($(date +%T))"; }
in_registry() { wine reg query "$1" /ve 2>/dev/null | tr -d '\r' | grep REG_SZ || echo "(nothing)"; }
trap 'wineserver -k 2>/dev/null || true' EXIT
said "$(wine --version), Windows $(wine cmd /c ver | tr -d '\r' | grep -o 'Version.*')"
wineboot -i >/dev/null 2>&1
wineserver -w
users=$WINEPREFIX/drive_c/users/$(id -un)
installed=$users/AppData/Local/Programs/ReportDesk
export PROOF_VERBS="$installed/report-desk-cli.exe" PROOF_HOME="$users" PROOF_DOCUMENTS="$users/Documents"

said "an older Windows is refused: code 3"
wine winecfg -v win7 >/dev/null 2>&1
code=0; wine /tmp/proof/setup.exe /S || code=$?
echo "code $code"; [ $code = 3 ]; [ ! -e "$installed" ]
wine winecfg -v win10 >/dev/null 2>&1

if [ -e /tmp/proof/first.exe ]; then
    said "the first version: installed, used, killed while a clerk types"
    wine /tmp/proof/first.exe /S
    python3 /tmp/proof/upgrade.py make wine "$installed/report-desk.exe"
    touch "$installed/lib/stale.py"
    said "upgrade in place"
    wine /tmp/proof/setup.exe /S
    [ ! -e "$installed/lib/stale.py" ]
    python3 /tmp/proof/upgrade.py keep /tmp/window-upgraded.png wine "$installed/report-desk.exe"
    said "removal: all that was made with both versions stays"
    wine "$installed/uninstall.exe" /S
    for _ in $(seq 30); do [ -e "$installed" ] || break; sleep 1; done
    python3 /tmp/proof/upgrade.py stay
fi

said "silent installation"
start=$(date +%s); wine /tmp/proof/setup.exe /S; echo "$(($(date +%s) - start)) s, $(du -sm "$installed" | cut -f1) MB"
find "$users" -name '*.lnk' -newer /tmp/proof/setup.exe | sed "s|$WINEPREFIX||"
in_registry 'HKCU\Software\Classes\.rdesk'
in_registry 'HKCU\Software\Classes\ReportDesk.Report\shell\open\command'

said "self-test and every verb"
cd /tmp
python3 /tmp/proof/self_test.py "$installed/report-desk-cli.exe" wine

said "rare characters: without their setup, with it, without it again"
rare=$users/AppData/Local/Programs/ReportDeskRareCharacters
python3 /tmp/proof/rare.py missing wine "$installed/report-desk-cli.exe"
wine /tmp/proof/rare.exe /S
python3 /tmp/proof/rare.py printed wine "$installed/report-desk-cli.exe"
wine "$rare/uninstall.exe" /S
for _ in $(seq 30); do [ -e "$rare" ] || break; sleep 1; done
[ ! -e "$rare" ]
python3 /tmp/proof/rare.py missing wine "$installed/report-desk-cli.exe"

# In wine's usual style a word now and then gets lost in any window of Qt's: wine ends a composition before it hands on
# the word, Windows after; Qt cancels what is left of a composition as it ends, and with it the word that is on its way.
wine reg add 'HKCU\Software\Wine\X11 Driver' /v InputStyle /d root /f >/dev/null
wineserver -w
said "the window, with Chinese by ibus, which wine hands on as Windows' input methods do (IMM)"
XMODIFIERS=@im=ibus python3 /tmp/proof/window.py /tmp/window.png wine "$installed/report-desk.exe"

# wine's own `start` does not follow a user's associations: what they say is run as Windows would run it.
said "opened by the command of its file type, from a folder with Chinese and blanks"
rm -rf "$users/Documents/年报 二〇二五"
mkdir -p "$users/Documents/年报 二〇二五"
wine "$installed/report-desk-cli.exe" new "$users/Documents/年报 二〇二五/一 份.rdesk" --organ 文件类型局 --year 2025
command=$(in_registry 'HKCU\Software\Classes\ReportDesk.Report\shell\open\command' |
    sed 's/.*REG_SZ *"\([^"]*\)" "%1"$/\1/')
echo "$command"
wine "$command" "C:\\users\\$(id -un)\\Documents\\年报 二〇二五\\一 份.rdesk" &
for _ in $(seq 90); do sleep 1; xdotool search --name 文件类型局 >/dev/null 2>&1 && break; done
xdotool search --name 文件类型局 getwindowname
said "an upgrade while it is open is refused: code 4"
code=0; wine /tmp/proof/setup.exe /S || code=$?
echo "code $code"
xdotool search --name 文件类型局 windowactivate --sync key ctrl+q
sleep 5
[ $code = 4 ]

said "the same version again, as a repair"
touch "$installed/lib/stale.py"
wine /tmp/proof/setup.exe /S
[ ! -e "$installed/lib/stale.py" ]
wine "$installed/report-desk-cli.exe" --version
find "$users/AppData" -path '*report-desk*' -not -path '*/Programs/*' -type f | sed "s|$users/||" | sort > /tmp/wine-before
cat /tmp/wine-before
if [ -e /tmp/proof/first.exe ]; then python3 /tmp/proof/upgrade.py list; fi

said "removal: what the user has stays"
wine "$installed/uninstall.exe" /S
for _ in $(seq 30); do [ -e "$installed" ] || break; sleep 1; done
[ ! -e "$installed" ]
in_registry 'HKCU\Software\Classes\ReportDesk.Report\shell\open\command'
find "$users" -name '年报台.lnk'
[ -e "$users/Documents/年报 二〇二五/一 份.rdesk" ]
find "$users/AppData" -path '*report-desk*' -not -path '*/Programs/*' -type f | sed "s|$users/||" | sort | cmp - /tmp/wine-before
if [ -e /tmp/proof/first.exe ]; then python3 /tmp/proof/upgrade.py stay; fi
said "proven"
