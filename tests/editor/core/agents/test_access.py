"""Agent access in the editor: the document as it is edited now, a cut that ends everything, a token that is nowhere."""

import json
import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from engine.document import Path as DocumentPath
from engine.llm.proposals.kept import KeptProposals
from tests.editor.core.agents.access import agent, answer, opened, start, until
from tests.editor.core.balance.stage import give, ready
from tests.engine.llm.agents.brawl_ambush import ambush, bytes_of
from tests.engine.llm.agents.repairing import mended

HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
CLIENT_LOGS = ("mcp.client", "httpx2", "httpcore2")
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with opened(tmp_path) as made:
        yield made


def status_with(address: str, token: str) -> int:
    """The status that a request with a token is answered with; 0 where nobody listens."""
    try:
        headers = {**HEADERS, "Authorization": f"Bearer {token}"}
        return httpx2.post(address, json=PING, headers=headers, trust_env=False).status_code
    except httpx2.ConnectError:
        return 0


def names_of_threads() -> set[str]:
    return {each.name for each in threading.enumerate() if "agent" in each.name}


def test_it_is_off_until_it_is_started_and_an_agent_sees_what_is_not_saved(editor: Editor) -> None:
    assert (editor.agents.standing, editor.agents.address, names_of_threads()) == ("off", "", set())
    with agent(editor) as client:
        give(editor, "raider_2", "health", "maximum", value=70.0)
        told = answer(editor, client.call("describe", id="raider_2"))
        assert told.structured_content["data"]["components"]["health"]["maximum"]["value"] == 70.0
        editor.undo.undo()
        told = answer(editor, client.call("describe", id="raider_2"))
        assert told.structured_content["data"]["components"]["health"]["maximum"]["value"] == 80.0
        until(editor, lambda: editor.agents.counted == 2)
        assert editor.agents.active == ("ambusher 2.1",)
        assert [(each.agent, each.tool, each.is_refused) for each in editor.agents.calls] == [
            ("ambusher 2.1", "describe", False)
        ] * 2


def test_one_cut_ends_everything_and_a_new_start_has_a_new_token(editor: Editor) -> None:
    with agent(editor) as client:
        address, token = editor.agents.address, editor.agents.token()
        answer(editor, client.call("query"))
        editor.agents.cut_off()
        assert (editor.agents.is_on, editor.agents.address, editor.agents.token()) == (False, "", "")
        until(editor, lambda: not names_of_threads() - {"sdk agent"})
        assert status_with(address, token) == 0
        with pytest.raises(Exception, match=r".*"):
            answer(editor, client.call("query"))
    start(editor)
    assert editor.agents.token() != token
    assert status_with(editor.agents.address, token) == 401
    until(editor, lambda: editor.agents.turned_away == 1)
    assert status_with(editor.agents.address, editor.agents.token()) != 401


def test_what_is_cut_off_before_it_has_begun_never_listens(editor: Editor) -> None:
    editor.agents.start()
    editor.agents.cut_off()
    until(editor, lambda: not names_of_threads())
    assert (editor.agents.standing, editor.agents.address) == ("off", "")
    assert [each for each in editor.log.lines if "can connect at" in each.text] == []


def test_another_project_and_another_folder_cut_agents_off(editor: Editor, tmp_path: Path) -> None:
    start(editor)
    address, token = editor.agents.address, editor.agents.token()
    editor.save_as(tmp_path / "copy")
    assert not editor.agents.is_on
    until(editor, lambda: not names_of_threads())
    assert status_with(address, token) == 0
    start(editor)
    editor.open_project(tmp_path / "starter", trusted=True)
    assert not editor.agents.is_on
    until(editor, lambda: not names_of_threads())


def test_a_port_can_be_used_again_at_once(editor: Editor) -> None:
    start(editor)
    port = urlsplit(editor.agents.address).port
    assert port is not None
    editor.shut_down()
    assert names_of_threads() == set()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_the_token_is_in_no_file_no_log_and_no_line_that_is_shown(
    editor: Editor, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    caplog.set_level(logging.DEBUG)
    with agent(editor) as client:
        token = editor.agents.token()
        shown = [each.text for each in editor.agents.ways()]
        assert all(token in each.text for each in editor.agents.ways(with_token=True))
        answer(editor, client.call("query", text="raider"))
        refused = client.call("propose", wish=f"my token is {token}", proposal=ambush())
        until(editor, refused.done)
        assert refused.exception() is not None
        hidden = f"\\u{ord(token[0]):04x}{token[1:]}"
        escaped = json.dumps({**PING, "params": {"note": "TOKEN"}}).replace("TOKEN", hidden)
        headers = {**HEADERS, "Authorization": f"Bearer {token}"}
        said = httpx2.post(editor.agents.address, content=escaped.encode(), headers=headers, trust_env=False)
        assert (said.status_code, "token" in said.text, token in said.text) == (400, True, False)
        editor.save()
    editor.agents.cut_off()
    until(editor, lambda: not names_of_threads())
    # What the client logs of its own messages is its own matter.
    logged = [each.getMessage() for each in caplog.records if not each.name.startswith(CLIENT_LOGS)]
    assert logged
    texts = [*shown, repr(editor.agents), *logged, *(each.text for each in editor.log.lines)]
    assert [each for each in texts if token in each] == []
    written = bytes_of(tmp_path)
    assert any(name.endswith("calls.jsonl") for name in written)
    assert [name for name, data in written.items() if token.encode() in data] == []


@pytest.mark.compiles
def test_a_proposal_comes_under_review_by_itself_and_a_person_takes_it(editor: Editor, tmp_path: Path) -> None:
    assert editor.document is not None
    state, before = editor.document.snapshot(), bytes_of(editor.document.folder)
    texts = {file: editor.document.text(file) for file in state.files}
    with agent(editor) as client:
        wrong = ambush(delay=-2.0)
        refused = answer(editor, client.call("propose", wish="an ambush", proposal=wrong))
        assert refused.is_error
        told = refused.structured_content
        kept = answer(editor, client.call("revise", proposal=told["proposal"], hunks=mended(wrong, told)))
        assert not kept.is_error, kept.content
        proposals = editor.proposals
        until(editor, lambda: proposals.ghosts is not None and not proposals.review.is_checking)
        assert proposals.review.kept is not None
        assert (proposals.review.kept.id, proposals.review.kept.agent) == (told["proposal"], "ambusher 2.1")
        # A report that the agent's own playtest brings is seen in the panel
        played = answer(editor, client.call("playtest", proposal=told["proposal"], seeds=2, skills=["novice"]))
        assert not played.is_error, played.content
        until(editor, lambda: proposals.review.kept is not None and proposals.review.kept.report is not None)
        assert editor.document.snapshot() is state
        assert bytes_of(editor.document.folder) == before
        proposals.review.tick("pack", False)
        until(editor, lambda: not proposals.review.is_checking)
        assert proposals.accept() == ""
        said: Any = editor.document.value(DocumentPath.entity("encounters/brawl", "trap", "provenance"))
        assert (said["agent"], said["proposal"]) == ("ambusher 2.1", told["proposal"])
        assert "report" not in said, "the agent has played other parts than those"
        # What was accepted is left alone by the agent
        again = answer(editor, client.call("revise", proposal=told["proposal"], summary="Another one."))
        assert again.structured_content["proposal"] != told["proposal"]
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert {file: editor.document.text(file) for file in editor.document.files} == texts


def test_a_proposal_waits_while_somebody_wishes_or_reviews(editor: Editor) -> None:
    arrived: list[bool] = []
    editor.agents.inbox.arrived.connect(lambda _kept, is_shown: arrived.append(is_shown))
    editor.proposals.say("two raiders")
    with agent(editor) as client:
        first = answer(editor, client.call("propose", wish="an ambush", proposal=ambush()))
        until(editor, lambda: arrived == [False])
        assert editor.proposals.review.kept is None
        identifier = first.structured_content["proposal"]
        assert editor.agents.inbox.review(identifier) == ""
        assert editor.proposals.review.kept is not None
        second = answer(editor, client.call("propose", wish="one more", proposal=ambush()))
        until(editor, lambda: arrived == [False, False])
        assert editor.proposals.review.kept.id == identifier
        assert [*editor.agents.inbox.waiting] == [second.structured_content["proposal"]]
        # One under review that the agent revises is checked anew, as it is now
        answer(editor, client.call("revise", proposal=identifier, title="A better ambush"))
        until(editor, lambda: editor.proposals.review.hunks and _title(editor) == "A better ambush")
        # One that a person has begun with stays as it is, and the agent is told so
        review = editor.proposals.review
        until(editor, lambda: not review.is_checking)
        review.tick(review.hunks[-1].id, False)
        ticked = review.ticked
        third = answer(editor, client.call("revise", proposal=identifier, title="The best ambush"))
        assert f"A person is at work on {identifier}" in third.structured_content["then"]
        until(editor, lambda: third.structured_content["proposal"] in editor.agents.inbox.waiting)
        assert (_title(editor), review.ticked) == ("A better ambush", ticked)
    editor.close()
    assert editor.agents.inbox.waiting == {}


@pytest.mark.compiles
def test_a_playtest_of_a_person_goes_on_and_is_kept_while_the_agent_revises(editor: Editor, tmp_path: Path) -> None:
    ready(editor.balance, tmp_path)
    with agent(editor) as client:
        sent = answer(editor, client.call("propose", wish="an ambush", proposal=ambush()))
        identifier, proposals = sent.structured_content["proposal"], editor.proposals
        until(editor, lambda: proposals.review.known is not None and not proposals.review.is_checking)
        proposals.playtests.seeds = 2
        proposals.playtests.ask()
        assert proposals.playtests.is_running
        other = answer(editor, client.call("revise", proposal=identifier, title="A better ambush"))
        until(editor, lambda: not proposals.playtests.is_running)
        assert proposals.playtests.played is not None
        assert _title(editor) == "An ambush"
        until(editor, lambda: not editor.jobs.running)
        report = KeptProposals.of(editor.agents.serving.source.folder).read(identifier).report
        assert report == proposals.review.kept.report is not None
        # When its parts are accepted, the desk is free again, and what comes then is looked at at once
        assert proposals.accept() == ""
        assert other.structured_content["proposal"] in editor.agents.inbox.waiting
        editor.undo.undo()
        third = answer(editor, client.call("propose", wish="one more", proposal=ambush(delay=3.0)))
        until(editor, lambda: proposals.review.kept is not None)
        latest = third.structured_content["proposal"]
        assert proposals.review.kept.id == latest
        # What the agent has played of the same parts stands in what is accepted
        answer(editor, client.call("playtest", proposal=latest, seeds=2, skills=["novice"]))
        until(editor, lambda: proposals.review.kept.report is not None and not proposals.review.is_checking)
        assert proposals.accept() == ""
        assert editor.document is not None
        said: Any = editor.document.value(DocumentPath.entity("encounters/brawl", "trap", "provenance"))
        assert (said["proposal"], said["seeds"]) == (latest, "0 to 1")
        assert said["report"].startswith("novice ")


def _title(editor: Editor) -> str:
    kept = editor.proposals.review.kept
    return kept.proposal.title if kept is not None else ""


@pytest.mark.compiles
def test_a_person_may_cancel_an_agents_playtest(editor: Editor) -> None:
    with agent(editor) as client:
        sent = answer(editor, client.call("propose", wish="an ambush", proposal=ambush()))
        playing = client.call("playtest", proposal=sent.structured_content["proposal"], seeds=256)
        shown = "ambusher 2.1 plays An ambush"
        until(editor, lambda: any(job.title == shown and job.text for job in editor.jobs.running))
        next(job for job in editor.jobs.running if job.title == shown).cancel()
        told = answer(editor, playing)
        assert "given up" in told.structured_content["findings"][0]["reason"]
        until(editor, lambda: not editor.jobs.running)


@pytest.mark.compiles
def test_calls_that_are_under_way_when_the_project_closes_are_refused_and_nothing_is_left(editor: Editor) -> None:
    assert editor.document is not None
    folder = editor.document.folder
    before = bytes_of(folder)
    with agent(editor) as client:
        sent = answer(editor, client.call("propose", wish="an ambush", proposal=ambush()))
        identifier = sent.structured_content["proposal"]
        playing = client.call("playtest", proposal=identifier, seeds=256)
        waiting = client.call("explain", agent="raider_1", at_seconds=300.0)
        until(editor, lambda: any(job.text for job in editor.jobs.running))
        # A call that needs the window, which does nothing more for agents: nobody pumps between these two
        shot = client.call("screenshot", proposal=identifier)
        asked = [client.call("query", limit=1 + number % 9) for number in range(20)]
        serving = next(each for each in threading.enumerate() if each.name == "agent access")
        until_busy(editor, 3)
        editor.close()
        serving.join(20)
        assert not serving.is_alive()
        for number, each in enumerate(asked):
            if each.exception(20) is None and not each.result().is_error:
                assert len(each.result().structured_content["rows"]) == min(1 + number % 9, 8)
        for each in (waiting, shot, playing):
            each.exception(20)
        assert playing.exception() is not None or playing.result().is_error
        assert shot.exception() is not None or shot.result().is_error
    assert bytes_of(folder) == before
    editor.shut_down()
    assert names_of_threads() == set()


def until_busy(editor: Editor, count: int) -> None:
    """Wait until so many calls are under way; the window stands still meanwhile."""
    serving = editor.agents.serving
    assert serving is not None
    waited = threading.Event()
    for _ in range(10_000):
        if serving.under_way >= count:
            return
        waited.wait(0.001)
    raise AssertionError("no calls came")


def test_nothing_is_started_where_nothing_is_open(tmp_path: Path) -> None:
    editor = Editor(Settings(tmp_path / "settings.json"))
    editor.agents.start()
    assert not editor.agents.is_on
    editor.shut_down()
