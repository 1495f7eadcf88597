"""Worker processes of a server: two playtests share them, and the end of one leaves the other playing."""

from contextlib import closing
from pathlib import Path

import pytest

from engine.document import Document
from engine.llm.agents.source import FolderSource
from engine.play.playtest.playing import shards_of
from engine.play.playtest.request import Playtest, Stage, Variant


def never() -> bool:
    """Nobody gives it up."""
    return False


@pytest.fixture
def asked(project: Path) -> Playtest:
    """Sixteen runs, in pieces of four."""
    stage = Stage(Document.open(project, trusted=True).snapshot(), "field", "brawl", (), True)
    return Playtest(stage, (Variant(),), ("novice",), range(16))


@pytest.mark.compiles
def test_a_playtest_that_ends_leaves_the_processes_to_the_other(project: Path, asked: Playtest) -> None:
    source = FolderSource(Document.open(project, trusted=True), trusted=True, processes=2)
    shards = list(shards_of(asked, size=4))
    with closing(source):
        first, second = source.backend(never), source.backend(never)
        going = first.played(asked.stage, shards)
        numbers = {next(going)[0]}
        assert {number for number, _ in second.played(asked.stage, shards)} == {*range(4)}
        second.close()
        numbers |= {number for number, _ in going}
    assert numbers == {*range(4)}
