"""The orchard, opened."""

from pathlib import Path

import pytest

from engine.document import Document
from tests.engine.document.orchard import plant


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return plant(tmp_path / "orchard")


@pytest.fixture
def document(folder: Path) -> Document:
    return Document.open(folder)
