#!/bin/sh
# Takes every picture of the window into build/shots and renews those in resources/handbook/images that differ to the eye.
set -eu
cd "$(dirname "$0")/.."
QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.journeys.shots
