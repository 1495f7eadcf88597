"""An editor with a brawl of the starter open, and its balance on, with few seeds, played in this process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.actions.builtin import install
from editor.core.balance.measured import Measured
from editor.core.balance.service import Balance
from editor.core.balance.workers import Workers
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from engine.balance.kept import KeptResults
from engine.document import Path as DocumentPath
from engine.document import Set
from tests.engine.play.playtest.brawl import write_brawl

LOOKS = (2, 4)
PATIENCE_S = 400.0


class InPlace(Workers):
    """No other process: what is played is played here."""

    def standing(self) -> None:
        """There is none."""


def ready(balance: Balance, folder: Path, looks: tuple[int, ...] = LOOKS) -> Balance:
    """Turn a balance on, with results of its own."""
    balance.looks, balance._workers, balance._kept = looks, InPlace(), KeptResults(folder / "results")
    balance._bench.settings.set("balance.badge", "on")
    balance.is_enabled = True
    return balance


@contextmanager
def brawling(folder: Path) -> Iterator[Editor]:
    """The editor; nothing is played yet."""
    editor = Editor(Settings(folder / "settings.json"))
    install(editor)
    editor.warm_up.is_enabled = False
    editor.open_project(write_brawl(folder))
    editor.open_scene("field", "brawl")
    try:
        yield ready_editor(editor, folder)
    finally:
        editor.undo.mark_saved()
        editor.shut_down()


def ready_editor(editor: Editor, folder: Path) -> Editor:
    """The same editor with its balance on."""
    ready(editor.balance, folder)
    return editor


def until(editor: Editor, is_so: Callable[[], bool]) -> None:
    """Let the window's beats come until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, editor.balance.standing
        editor.jobs.pump()
        editor.balance.pump()


def played(editor: Editor, seeds: int = LOOKS[-1]) -> Measured:
    """Wait until the open encounter is known with so many seeds, and give what is known."""
    balance = editor.balance

    def is_known() -> bool:
        shown = balance.shown
        is_there = shown is not None and not balance.is_stale and shown.seeds >= seeds
        return bool(balance.error) or (is_there and not balance.is_playing)

    until(editor, is_known)
    assert balance.error == ""
    assert balance.shown is not None
    return balance.shown


def give(editor: Editor, entity: str, *keys: Any, value: Any) -> None:
    """Set a value of an entity."""
    path = DocumentPath.entity(editor.view.entity(entity).file, entity, *keys)
    assert editor.document is not None
    editor.run(Set(path=path, old=editor.document.value(path), new=value))
