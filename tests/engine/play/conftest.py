"""The yard, written and compiled once."""

import hashlib
from pathlib import Path

import pytest

from engine.play.compile.compiled import CompiledScene
from tests.engine.play.yard import compiled_project, write_project


@pytest.fixture(scope="session")
def yard_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project on disk."""
    return write_project(tmp_path_factory.mktemp("yard"))


@pytest.fixture(scope="session")
def yard(yard_folder: Path) -> CompiledScene:
    """The duel in the yard, compiled."""
    return compiled_project(yard_folder)


@pytest.fixture
def write_yard(tmp_path: Path):
    """Write a changed yard: keyword arguments replace or add files, such as game__more or scenes__yard.

    The folder is named after what changed, so that the kernels of an earlier run serve again.
    """

    def write(**changed: str) -> Path:
        name = hashlib.sha256(repr(sorted(changed.items())).encode()).hexdigest()[:8]
        return write_project(tmp_path / f"yard_{name}", **changed)

    return write


@pytest.fixture
def compile_yard():
    """Compile a yard folder."""
    return compiled_project
