"""What plays in the window is led by a model, if somebody wants that: begun, told, stopped, and nothing left over."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.proposals.clients import client_of
from editor.viewport.hud.direction import direction_block
from engine.benchmarks.loopback import Asked, Deed, LoopbackModels
from engine.llm.client.mock import MockLlmClient
from engine.llm.client.protocol import LlmClient
from engine.llm.context.fence import read_fenced
from engine.play.commands import GiveOrders
from engine.play.recording import replay
from engine.play.recording.recalling import recording_of
from tests.editor.core.proposals.stage import wishing
from tests.editor.core.proposals.test_servers import serve
from tests.engine.llm.direction.running import plan
from tests.engine.llm.providers.speaking import PLANTED

WAIT = ("wait", {"actor": "friend", "seconds": 1.0})
PATIENCE_S = 60.0


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PLANTED", PLANTED)
    with wishing(tmp_path) as found:
        found.direction.make_client = client_of
        yield found


def beat(editor: Editor, ticks: int = 1) -> None:
    """A frame of the window: news, then ticks."""
    for _ in range(ticks):
        editor.pump()
        editor.play.advance(1.0 / 60.0)


def until(editor: Editor, is_so: Callable[[], object]) -> None:
    """Hold the game's clock until something has come in."""
    deadline = time.monotonic() + PATIENCE_S
    loop = editor.proposals.loop
    while not is_so():
        assert time.monotonic() < deadline, (editor.direction.error, told(editor))
        editor.pump()
        if loop.is_running:
            loop.run(asyncio.sleep(0)).result(PATIENCE_S)  # let it have its turn


def told(editor: Editor, source: str = "director") -> list[str]:
    return [line.text for line in editor.log.lines if line.source == source]


def obliging(asked: Asked) -> Deed:
    world = read_fenced(asked.body["messages"][-1]["content"])["world"][0]["world"]
    call = {"tool": WAIT[0], "arguments": WAIT[1]}
    return Deed(text=json.dumps({"world": world, "calls": [call]}))


def shown(editor: Editor) -> str:
    return "\n".join(f"{row.label} {row.value}".strip() for row in direction_block(editor).rows)


def test_by_default_nobody_is_asked_and_no_thread_begins(editor: Editor):
    server = LoopbackModels(obliging)
    serve(editor, server, "openai")
    editor.play.start()
    beat(editor, 400)
    assert server.asked == []
    assert editor.direction.direction is None
    assert direction_block(editor).rows == ()
    editor.play.stop()
    editor.proposals.loop.run(server.__aexit__()).result(10)


def test_by_default_the_loop_is_never_begun(editor: Editor):
    editor.play.start()
    beat(editor, 60)
    editor.play.stop()
    assert not editor.proposals.loop.is_running


def test_a_server_leads_the_party_and_the_run_replays_without_it(editor: Editor):
    server = LoopbackModels(obliging)
    serve(editor, server, "openai")
    editor.settings.set("play.director", "party")
    editor.play.start()
    beat(editor, 3)
    until(editor, lambda: editor.direction.direction is not None)
    assert "Asks OpenAI-compatible server, tiny" in shown(editor)
    until(editor, lambda: any(text.startswith("Carried out") for text in told(editor)))
    beat(editor, 5)
    assert "Carried out: Friend: wait" in told(editor)
    assert "carried out" in shown(editor)
    history = editor.play.history
    assert history is not None
    assert any(isinstance(each, GiveOrders) for tick in range(20) for each in history.said_at(tick))
    session = editor.play.session
    assert session is not None
    recording = recording_of(session, history.past(), outcome=session.outcome)
    assert replay(recording, session.slice, style="each").is_equal
    editor.play.stop()
    until(editor, lambda: not editor.direction.is_busy)
    assert editor.direction.trail is not None
    assert [entry.client for entry in editor.direction.trail][:1] == ["OpenAI-compatible server"]
    assert not any(PLANTED in line.text for line in editor.log.lines)
    editor.proposals.loop.run(server.__aexit__()).result(10)


def test_stopping_gives_up_what_is_open_and_leaves_no_task(editor: Editor):
    server, made = LoopbackModels(Deed("stall", text="{}")), list[LlmClient]()
    serve(editor, server, "openai")
    editor.direction.make_client = lambda who: made.append(client_of(who)) or made[-1]
    editor.settings.set("play.director", "enemies")
    editor.play.start()
    beat(editor, 3)
    until(editor, lambda: server.asked and server.asked[0].begun.is_set())
    assert "thinking" in shown(editor)
    editor.play.stop()
    until(editor, lambda: server.open == 0 and not editor.direction.is_busy)
    assert editor.direction.direction is None
    assert direction_block(editor).rows == ()

    async def running() -> int:
        return editor.proposals.loop.scheduler(made[0]).running

    until(editor, lambda: editor.proposals.loop.run(running()).result(10) == 0)


def test_a_client_is_kept_from_run_to_run_and_closed_when_another_is_asked(editor: Editor):
    class Closing(MockLlmClient):
        is_closed = False

        async def close(self) -> None:
            self.is_closed = True

    made: list[Closing] = []
    editor.direction.make_client = lambda _who: made.append(Closing(plan(WAIT))) or made[-1]
    editor.settings.set("play.director", "party")

    def carried_out() -> int:
        return sum(text.startswith("Carried out") for text in told(editor))

    def asked() -> None:
        """Direct a run until somebody was asked in it."""
        before = carried_out()
        editor.play.stop()
        editor.play.start()
        beat(editor, 3)
        until(editor, lambda: editor.direction.direction is not None)
        beat(editor, 2)
        until(editor, lambda: carried_out() > before)

    asked()
    editor.settings.set("assistant.most_tokens", 1_000_000)
    until(editor, lambda: editor.direction.direction is not None)
    asked()
    assert [each.is_closed for each in made] == [False], "how much may be taken is no other client"
    editor.settings.set("assistant.model", "another")
    until(editor, lambda: made[0].is_closed)
    asked()
    last = made[-1]
    assert not last.is_closed
    editor.settings.set("assistant.model", "a third")
    until(editor, lambda: last.is_closed)


def test_what_comes_after_the_run_has_ended_is_nobody_s(editor: Editor):
    editor.direction.make_client = lambda _assistant: MockLlmClient(plan(WAIT), latency=0.3)
    editor.settings.set("play.director", "party")
    editor.play.start()
    beat(editor, 2)
    until(editor, lambda: editor.direction.standing("director") is not None)
    until(editor, lambda: editor.direction.standing("director").state == "thinking")
    editor.play.restart()
    beat(editor, 2)
    until(editor, lambda: any(text.startswith("Carried out") for text in told(editor)))
    until(editor, lambda: not editor.direction.is_busy)
    assert len([text for text in told(editor) if text.startswith("Carried out")]) == 1


def test_switching_off_in_the_middle_ends_it_and_on_again_begins(editor: Editor):
    editor.settings.set("play.banter", True)
    editor.play.start()
    until(editor, lambda: editor.direction.standing("banter") is not None)
    assert editor.direction.standing("director") is None
    editor.settings.set("play.banter", False)
    assert editor.direction.direction is None
    editor.settings.set("play.director", "party")
    until(editor, lambda: editor.direction.standing("director") is not None)
    assert "Offline planner (templates) leads the party" in told(editor)


def test_settings_that_name_nobody_are_told_once_and_play_goes_on(editor: Editor):
    editor.settings.set("assistant.client", "openai")
    editor.settings.set("play.director", "party")
    editor.play.start()
    beat(editor, 30)
    assert (editor.play.tick or 0) > 20
    assert [text for text in told(editor) if "names no address" in text] == [
        f"Nobody is asked: {editor.direction.error}"
    ]
    assert "Nobody is asked" in shown(editor)


def test_a_run_that_is_played_again_asks_nobody(editor: Editor):
    editor.settings.set("play.director", "party")
    editor.play.start()
    until(editor, lambda: editor.direction.standing("director") is not None)
    beat(editor, 60)
    editor.settings.set("play.director", "off")
    editor.play.seek(5)
    editor.settings.set("play.director", "party")
    before = len(told(editor))
    editor.play.replay()
    until(editor, lambda: editor.direction.standing("director") is not None)
    beat(editor, 30)
    assert editor.play.is_replaying
    assert set(told(editor)[before:]) <= {"Offline planner (templates) leads the party"}
