"""A small project for agents, and a server for it in this process."""

from pathlib import Path

import pytest

from engine.document import Document
from engine.llm.agents.desk import Desk
from engine.llm.agents.source import FolderSource
from engine.llm.proposals.kept import KeptProposals
from tests.engine.play.playtest.brawl import write_brawl


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The brawl, as the main encounter of its project."""
    folder = write_brawl(tmp_path)
    head = folder / "project.toml"
    lines = [each for each in head.read_text().splitlines() if not each.startswith("main_encounter")]
    at = next(place for place, each in enumerate(lines) if each.startswith("main_scene"))
    lines.insert(at + 1, 'main_encounter = "brawl"')
    head.write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture
def source(project: Path) -> FolderSource:
    """The project's folder, whose disk is looked at in every call."""
    ticks = iter(range(1_000_000))
    return FolderSource(Document.open(project, trusted=True), clock=lambda: float(2 * next(ticks)))


@pytest.fixture
def desk(source: FolderSource, tmp_path: Path) -> Desk:
    """What tools work with; it draws nothing, but says that it can."""
    return Desk(source, KeptProposals(tmp_path / "kept"), picture=lambda shot: b"\x89PNG" + bytes([len(shot.ghosts)]))
