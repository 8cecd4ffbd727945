#!/bin/sh
# Renews the pictures in docs/images; no screen is needed.
set -eu
cd "$(dirname "$0")/.."
for program in pictures review_pictures; do
    QT_QPA_PLATFORM=offscreen .venv/bin/python -m "tests.journeys.$program" docs/images
done
