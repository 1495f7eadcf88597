"""An editor with the brawl open, and a model that answers what a test says."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.editor import Editor
from engine.llm.client.answer import About
from engine.llm.client.mock import MockLlmClient
from engine.llm.client.request import Request
from tests.editor.core.balance.stage import brawling

WISH = "Two raiders come from behind when the fight has begun; a novice should win about half the time."
PATIENCE_S = 60.0
FILE = "encounters/brawl"
OFFLINE = About("Offline planner", "templates", is_local=True, is_offline=True, input_price=0.0, output_price=0.0)


def hunk(identifier: str, *operations: dict[str, Any], why: str = "For the test.") -> dict[str, Any]:
    """A hunk as it is written."""
    return {"id": identifier, "why": why, "operations": list(operations)}


def pack(trigger: str = "soon") -> dict[str, Any]:
    """The hunk that lets two raiders come from behind."""
    group = {"prefab": "raider", "count": 2, "radius": 1.5, "when": "trigger", "trigger": trigger}
    parts = {"transform": {"position": [0.0, 0.0, -7.0]}, "spawn_group": group}
    made = {"do": "add", "file": FILE, "id": "pack_behind", "name": "Pack behind", "components": parts}
    return hunk("pack", made, why="Two raiders close the way back once the fight has begun.")


SOFTER = hunk(
    "softer",
    {"do": "set", "file": FILE, "entity": "raider_2", "field": "health.maximum", "value": 50},
    {"do": "set", "file": FILE, "entity": "raider_2", "field": "transform.position", "value": [4.0, 0.0, 9.0]},
    why="The strongest raider is weaker and stands farther off, so that two more can be borne.",
)
LONELY = hunk(
    "fewer",
    {"do": "remove", "file": FILE, "entity": "raider_3"},
    why="One raider less in front.",
)


def answer(*hunks: dict[str, Any], **more: Any) -> str:
    """An answer as a model sends it."""
    told = {"title": "Ambush from behind", "summary": "Two raiders come from behind.", "hunks": list(hunks), **more}
    return json.dumps(told, indent=1)


GOOD = answer(pack(), SOFTER, LONELY)
WRONG = answer(pack("bridge_woven"), SOFTER, LONELY)
"""One that a rule of the world refuses: the pack would wait for what there is not."""


class Answers:
    """Gives one answer after the other, the last one again and again."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> str:
        self.asked.append(request)
        return self.texts[min(len(self.asked), len(self.texts)) - 1]


def answering(editor: Editor, *texts: str, latency: float = 0.0, about: About = OFFLINE) -> Answers:
    """Let whoever is asked give these answers."""
    answers = Answers(*texts)
    client = MockLlmClient(answers, latency=latency, about=about, piece=24)
    editor.proposals.make_client = lambda _assistant: client
    editor.proposals.client.forget()
    return answers


@contextmanager
def wishing(folder: Path, *texts: str, latency: float = 0.0) -> Iterator[Editor]:
    """The editor, with a model that gives these answers."""
    with brawling(folder) as editor:
        editor.balance.is_enabled = False
        answering(editor, *texts, latency=latency)
        yield editor


def until(editor: Editor, is_so: Callable[[], object]) -> None:
    """Let the window's beats come until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, editor.proposals.standing
        editor.pump()


def asked(editor: Editor, wish: str = WISH) -> None:
    """Ask, and wait until the answer is under review, or there is none."""
    editor.proposals.say(wish)
    editor.proposals.ask()
    until(editor, lambda: not editor.proposals.is_asking)
    until(editor, lambda: not editor.proposals.review.is_checking)
