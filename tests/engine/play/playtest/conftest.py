"""The brawl, written once."""

from pathlib import Path

import pytest

from engine.play.playtest.request import Stage
from tests.engine.play.playtest.brawl import stage_of, write_brawl


@pytest.fixture(scope="session")
def brawl_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project on disk."""
    return write_brawl(tmp_path_factory.mktemp("brawl"))


@pytest.fixture(scope="session")
def brawl(brawl_folder: Path) -> Stage:
    """The brawl, ready to be asked about."""
    return stage_of(brawl_folder)
