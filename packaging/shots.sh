#!/bin/sh
# Renews the pictures in docs/images; no screen is needed.
set -eu
cd "$(dirname "$0")/.."
QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.journeys.pictures docs/images
