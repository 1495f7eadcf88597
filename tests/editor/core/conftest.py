"""The editor's services, on a small project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from tests.editor.core.glade import plant


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The services with the glade open and every windowless action installed."""
    services = Editor()
    install(services)
    services.warm_up.is_enabled = False
    services.open_project(plant(tmp_path / "glade"))
    yield services
    services.shut_down()


@pytest.fixture
def texts(editor: Editor):
    """The text of every file of the open project."""

    def read() -> dict[str, str]:
        assert editor.document is not None
        return {file: editor.document.text(file) for file in editor.document.files}

    return read
