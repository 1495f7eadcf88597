"""The starter with its first fight open, and the ambush in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from tests.projects.shipped import copied


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The services with a copy of the starter open and every windowless action installed."""
    services = Editor(Settings(tmp_path / "settings.json"))  # what one test sets is no other's
    install(services)
    services.warm_up.is_enabled = False
    services.open_project(copied("starter", tmp_path))
    yield services
    services.shut_down()
