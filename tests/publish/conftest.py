"""What the tests of the page stand on: the bundled faces alone."""

from __future__ import annotations

import pytest

from report_desk.publish.fonts import installed


@pytest.fixture(autouse=True)
def only_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages must not depend on which fonts this machine has."""
    monkeypatch.setattr(installed, "font_folders", lambda: ())
