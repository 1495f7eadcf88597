"""Fixtures for merges: a repository of git of its own for each test."""

from pathlib import Path

import pytest

from tests.engine.document.merge.repository import Repository, fresh_repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with the orchard in a subfolder and the merge driver installed."""
    return fresh_repository(tmp_path, monkeypatch)
