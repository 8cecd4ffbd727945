"""What every test stands on: no screen, no home directory of a person, nothing random, nothing overlooked."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory(prefix="report-desk-tests-")
for _variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
    os.environ[_variable] = str(Path(_HOME.name) / _variable.lower())

settings.register_profile(
    "house", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture
def shared() -> Path:
    """The folder of evidence beside the checkout; a test that reads it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with real documents is not here")
    return folder


@pytest.fixture(autouse=True)
def no_stray_log_lines(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning it does not expect (`pytest.mark.logs` says that it does)."""
    yield
    if request.node.get_closest_marker("logs") is None:
        stray = [
            record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING
        ]
        assert not stray
