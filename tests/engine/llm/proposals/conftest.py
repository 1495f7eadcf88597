"""A copy of Veilweaver to propose changes to."""

import shutil
from pathlib import Path

import pytest

from engine.document import Document
from engine.llm.proposals.scope import Scope
from engine.resources import samples_folder
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The engine's components and Veilweaver's."""
    return Vocabulary.builtin().extended(load_game(samples_folder() / "veilweaver"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The project's files, in a folder of their own."""
    return Path(shutil.copytree(samples_folder() / "veilweaver", tmp_path / "veilweaver"))


@pytest.fixture
def document(folder: Path, vocabulary: Vocabulary) -> Document:
    """The project, opened and trusted."""
    return Document.open(folder, vocabulary=vocabulary, trusted=True)


@pytest.fixture
def scope() -> Scope:
    """The grove with its tutorial."""
    return Scope("echo_grove", "tutorial")
