#!/bin/sh
# How soon the packaged program starts beside that of .venv (start.py): start.sh
set -eu
cd "$(dirname "$0")/../.."
exec .venv/bin/python packaging/proofs/start.py build/linux-x86_64/report-desk/report-desk .venv/bin/report-desk
