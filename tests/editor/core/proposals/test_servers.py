"""Servers that speak like OpenAI and like Anthropic, asked as the settings say; their key appears nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.proposals.clients import ClientRefusedError, about_of, client_of, settings_of, why_not_ask
from editor.core.settings.models import Assistant
from engine.benchmarks.loopback import Asked, Deed, LoopbackModels
from tests.editor.core.proposals.stage import GOOD, WISH, WRONG, asked, until, wishing
from tests.engine.llm.providers.speaking import PLANTED


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PLANTED", PLANTED)
    with wishing(tmp_path) as found:
        found.proposals.make_client = client_of
        yield found


def serve(editor: Editor, server: LoopbackModels, kind: str) -> None:
    """Ask this server from now on."""
    editor.proposals.loop.run(server.__aenter__()).result(10)
    settings = editor.settings
    settings.set("assistant.client", kind)
    settings.set("assistant.address", server.address + ("/v1" if kind == "openai" else ""))
    settings.set("assistant.model", "tiny")
    settings.set("assistant.key_in", "environment")
    settings.set("assistant.key_name", "PLANTED")


@pytest.mark.parametrize("kind", ["openai", "anthropic"])
def test_a_server_is_asked_and_mends_its_answer_and_its_key_stands_nowhere(editor: Editor, tmp_path: Path, kind: str):
    def deed(_asked: Asked) -> Deed:
        return Deed(text=GOOD if len(server.asked) > 1 else WRONG, pieces=9)

    server = LoopbackModels(deed)
    serve(editor, server, kind)
    asked(editor)
    proposals = editor.proposals
    assert proposals.error == ""
    assert proposals.conversation is not None
    assert [done.is_good for done in proposals.conversation.rounds] == [False, True]
    assert proposals.accept() == ""
    until(editor, lambda: not editor.jobs.running)
    assert any(PLANTED in value for value in server.asked[0].headers.values()), "it was sent"
    editor.save()
    editor.proposals.loop.run(server.__aexit__()).result(10)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "settings.json" for path in written)
    assert not [path for path in written if PLANTED.encode() in path.read_bytes()]
    assert not any(PLANTED in line.text for line in editor.log.lines)


def test_cancelling_closes_the_connection_of_a_server_that_stalls(editor: Editor):
    server = LoopbackModels(Deed("stall", text=GOOD))
    serve(editor, server, "openai")
    editor.proposals.say(WISH)
    editor.proposals.ask()
    until(editor, lambda: editor.proposals.conversation is not None and editor.proposals.conversation.text)
    editor.proposals.cancel()
    until(editor, lambda: server.open == 0)
    assert editor.proposals.standing == "cancelled"


def test_a_server_is_given_the_time_that_the_settings_say(editor: Editor):
    server = LoopbackModels(Deed("stall", text=GOOD))
    serve(editor, server, "openai")
    editor.settings.set("assistant.silence", 240)
    editor.settings.set("assistant.seconds", 900)
    editor.proposals.say(WISH)
    editor.proposals.ask()
    until(editor, lambda: editor.proposals.conversation is not None and editor.proposals.conversation.text)
    terms = editor.proposals.conversation._drafting.ticket.terms
    editor.proposals.cancel()
    assert (terms.deadline, terms.silence) == (900.0, 240.0)


def test_what_a_server_refuses_is_told_in_its_sentence(editor: Editor):
    server = LoopbackModels(Deed("status", status=401, text="no such key"))
    serve(editor, server, "openai")
    asked(editor)
    assert editor.proposals.standing == "failed"
    assert "401" in editor.proposals.error
    assert PLANTED not in editor.proposals.error


def test_settings_that_are_not_whole_are_told_before_anything_is_sent():
    assert why_not_ask(Assistant()) == ""
    offline = about_of(Assistant())
    assert offline is not None
    assert offline.is_offline
    assert "names no address" in why_not_ask(Assistant(client="openai"))
    assert "names no model" in why_not_ask(Assistant(client="anthropic"))
    assert "https://" in why_not_ask(
        Assistant(client="openai", address="http://far.example/v1", model="m", key_in="environment", key_name="K")
    )
    assert about_of(Assistant(client="openai")) is None


def test_a_key_that_was_put_into_the_wrong_field_is_not_repeated():
    wrong = Assistant(client="openai", address=f"https://user:{PLANTED}@far.example/v1", model="m")
    with pytest.raises(ClientRefusedError) as refusal:
        settings_of(wrong)
    assert PLANTED not in str(refusal.value)


def test_a_key_that_is_not_there_is_told_by_its_name(editor: Editor, monkeypatch: pytest.MonkeyPatch):
    server = LoopbackModels(Deed(text=GOOD))
    serve(editor, server, "openai")
    monkeypatch.delenv("PLANTED")
    asked(editor)
    assert "The environment variable PLANTED holds no key" in editor.proposals.error
    assert server.asked == []
