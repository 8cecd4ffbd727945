#!/bin/sh
# Says in words where the tests cannot run at all: Qt's system libraries are missing, and only root may install them.
set -eu
cd "$(dirname "$0")/.."
if said=$(.venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtPrintSupport' 2>&1); then exit 0; fi
echo "The tests need Qt, and Qt does not start here: $(echo "$said" | tail -n 1)" >&2
sh packaging/system_packages.sh run
exit 2
