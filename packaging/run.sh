#!/bin/sh
# The main job. With a screen: the window, on a copy of the sample the first time. Without one: the sample is
# filled, checked and exported by the same program, and the path of the PDF is printed.
set -eu
cd "$(dirname "$0")/.."
desk=.venv/bin/report-desk
mkdir -p build
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" != Linux ]; then
    [ -e build/sample.rdesk ] || cp resources/samples/2025.rdesk build/sample.rdesk
    exec $desk build/sample.rdesk
fi
echo "No screen here: filling the sample report and exporting its PDF without a window."
cp -f resources/samples/2025.rdesk build/sample.rdesk
$desk fill build/sample.rdesk --zero-blanks
$desk check build/sample.rdesk --previous resources/samples/2024.rdesk
$desk export build/sample.rdesk -o build/sample.pdf
echo "The report: $(pwd)/build/sample.pdf"
