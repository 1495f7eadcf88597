"""The example of a program of one's own, as the window and the page give it, finds something."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from editor.core.agents.connecting import ways_to_connect
from engine.document import Document
from engine.llm.agents.calls import CallTrail
from engine.llm.agents.desk import Desk
from engine.llm.agents.reception import Reception
from engine.llm.agents.source import FolderSource
from engine.llm.proposals.kept import KeptProposals
from engine.resources import samples_folder
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game
from tests.engine.play.playtest.brawl import write_brawl

PAGE = Path(__file__).resolve().parents[4] / "docs" / "agents.md"


def example(text: str) -> tuple[str, dict[str, str]]:
    """The one call of an example: tool and arguments."""
    ((tool, arguments),) = re.findall(r'call_tool\("(\w+)", (\{.*?\})\)', text)
    return tool, json.loads(arguments)


def rows_of(document: Document, encounter: str, kept: Path) -> int:
    """How many rows the example of the page finds."""

    async def main() -> int:
        desk = Desk(FolderSource(document), KeptProposals(kept))
        reception = Reception(desk, CallTrail())
        try:
            tool, arguments = example(PAGE.read_text(encoding="utf-8"))
            reply = await reception.call(tool, {**arguments, "encounter": encounter}, "tester 1.0")
        finally:
            await reception.close()
        return reply.data["total"]

    return asyncio.run(main())


def test_the_window_and_the_page_give_the_same_call() -> None:
    (python,) = [way.text for way in ways_to_connect("http://127.0.0.1:1/mcp") if way.id == "python"]

    assert example(python) == example(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("encounter", ["tutorial", "causeway"])
def test_the_call_finds_something_in_the_demo(encounter: str, tmp_path: Path) -> None:
    folder = samples_folder() / "veilweaver"
    vocabulary = Vocabulary.builtin().extended(load_game(folder))

    assert rows_of(Document.open(folder, vocabulary=vocabulary, trusted=True), encounter, tmp_path) > 0


def test_the_call_finds_something_in_a_small_project(tmp_path: Path) -> None:
    document = Document.open(write_brawl(tmp_path / "brawl"), trusted=True)

    assert rows_of(document, "brawl", tmp_path / "kept") > 0
