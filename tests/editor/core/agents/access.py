"""An editor without a window whose project is open to agents, and how a test lets it live while it waits."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.editor import Editor
from tests.editor.core.balance.stage import brawling
from tests.engine.llm.agents.sdk_agent import SdkAgent

PATIENCE_S = 60.0
BEAT_S = 0.002
_beat = threading.Event()


@contextmanager
def opened(folder: Path) -> Iterator[Editor]:
    """An editor with the brawl of the starter open; playtests are played in this process, and by agents alone."""
    with brawling(folder) as editor:
        editor.balance.is_enabled = False
        yield editor


def until(editor: Editor, condition: Callable[[], object]) -> None:
    """Let the window's beats come until something is so."""
    patience = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < patience
        editor.pump()
        _beat.wait(BEAT_S)


def answer(editor: Editor, future: "Future[Any]") -> Any:
    """What a call came to, while the editor lives."""
    until(editor, future.done)
    return future.result()


@contextmanager
def agent(editor: Editor, name: str = "ambusher") -> Iterator[SdkAgent]:
    """An agent that is connected; access is started where it is off."""
    start(editor)
    made = SdkAgent(editor.agents.address, editor.agents.token(), name)
    try:
        answer(editor, made.connected)
        yield made
    finally:
        made.close()


def start(editor: Editor) -> None:
    """Let agents connect."""
    editor.agents.start()
    until(editor, lambda: editor.agents.standing != "starting")
    assert editor.agents.standing == "on", editor.agents.error
