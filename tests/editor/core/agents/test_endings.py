"""How access ends: agents are told what is true, and the window knows of an end that nobody has asked for."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editor.core.agents.serving import DIED
from editor.core.editor import Editor
from engine.llm.agents.calls import FILE, calls_folder
from tests.editor.core.agents.access import agent, opened, start, until
from tests.editor.core.agents.test_access import names_of_threads, until_busy


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with opened(tmp_path) as made:
        yield made


def quit_loop() -> None:
    raise SystemExit(1)


def leave(editor: Editor) -> None:
    """The server ends by itself."""
    serving: Any = editor.agents.serving
    serving._loop.call_soon_threadsafe(setattr, serving._access._server, "should_exit", True)


def perish(editor: Editor) -> None:
    """Something in its thread wants to leave the program."""
    serving: Any = editor.agents.serving
    serving._loop.call_soon_threadsafe(quit_loop)


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (lambda editor: editor.agents.cut_off(), "a person has cut agents off in the editor"),
        (lambda editor: editor.close(), "the project is being closed in the editor"),
        (
            lambda editor: editor.save_as(editor.document.folder.parent / "copy"),
            "the project lies in another folder now",
        ),
    ],
    ids=["cut off", "closed", "moved"],
)
def test_a_call_that_waits_for_the_window_is_told_why_it_is_given_up(
    editor: Editor, end: Callable[[Any], object], why: str
) -> None:
    assert editor.document is not None
    trail = calls_folder(editor.document.folder) / FILE
    with agent(editor) as client:
        asked = client.read("astraweave://profile")
        until_busy(editor, 1)
        end(editor)
        until(editor, lambda: not names_of_threads() - {"sdk agent"} and asked.done())
    (line,) = [json.loads(each) for each in trail.read_text(encoding="utf-8").splitlines()]
    assert (line["accepted"], line["reason"]) == (False, why)


@pytest.mark.parametrize(
    ("die", "error"), [(leave, DIED), (perish, "Agent access has ended by itself: it failed with SystemExit.")]
)
def test_a_server_that_ends_by_itself_is_told_and_can_be_started_again(
    editor: Editor, die: Callable[[Editor], None], error: str
) -> None:
    start(editor)
    before = editor.agents.token()
    die(editor)
    until(editor, lambda: not editor.agents.is_on)
    agents = editor.agents
    assert (agents.standing, agents.error, agents.address, agents.token()) == ("ended", error, "", "")
    until(editor, lambda: not names_of_threads())
    start(editor)
    assert agents.error == ""
    assert agents.token() not in ("", before)
