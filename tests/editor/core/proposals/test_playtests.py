"""The playtest of ticked parts: before and after on the same seeds, given up, out of date, and an outlier opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.play.past.recordings import open_seed
from engine.document import Path as DocumentPath
from engine.document import Set
from tests.editor.core.proposals.stage import GOOD, asked, until, wishing


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with wishing(tmp_path, GOOD) as found:
        found.proposals.playtests.seeds = 2
        yield found


def test_the_same_seeds_are_played_before_and_after_and_kept(editor: Editor):
    playtests, review = editor.proposals.playtests, editor.proposals.review
    assert "before there is a proposal" in playtests.why_not()
    asked(editor)
    playtests.ask()
    until(editor, lambda: playtests.job is not None)
    assert editor.balance.asked is playtests, "the badge waits"
    until(editor, lambda: not playtests.is_running)
    assert playtests.error == ""
    kept = review.kept
    assert kept is not None
    assert kept.report is not None
    told = {(each["variant"], each["skill"], each["runs"]) for each in kept.report["results"]}
    assert told == {(side, skill, 2) for side in ("before", "after") for skill in ("novice", "average", "expert")}
    assert [each.report for each in editor.proposals.shelf.kept] == [kept.report]
    assert editor.balance.asked is None
    assert not playtests.is_stale
    review.tick("fewer", False)
    assert playtests.is_stale
    until(editor, lambda: not review.is_checking)
    assert editor.proposals.accept() == ""
    accepted = editor.document
    assert accepted is not None
    assert "seeds" not in accepted.text("encounters/brawl"), "a playtest of other parts says nothing of these"


def test_a_playtest_of_the_project_before_an_edit_is_no_evidence(editor: Editor):
    playtests, review, document = editor.proposals.playtests, editor.proposals.review, editor.document
    assert document is not None
    asked(editor)
    playtests.ask()
    until(editor, lambda: not playtests.is_running)
    path = DocumentPath.parse("encounters/brawl/time_limit_s")
    editor.run(Set(path=path, old=document.value(path), new=77.0))
    until(editor, lambda: playtests.is_stale and not review.is_checking)
    assert editor.proposals.accept() == ""
    assert "pack_behind" in document.text("encounters/brawl")
    assert "seeds" not in document.text("encounters/brawl")


def test_a_run_after_it_opens_with_the_proposal_in_it_and_the_document_is_as_it_was(editor: Editor):
    asked(editor)
    playtests, document = editor.proposals.playtests, editor.document
    assert document is not None
    before = document.text("encounters/brawl")
    playtests.ask()
    until(editor, lambda: not playtests.is_running)
    played = playtests.played
    assert played is not None
    stage, said = played.stages["after"], list[str]()
    place = (stage.scene, stage.encounter)
    open_seed(editor, played.run("after", "expert", 1), "expert", said.append, state=stage.snapshot, place=place)
    until(editor, lambda: said)
    assert said == [""]
    session = editor.play.session
    assert session is not None
    assert session.compiled.fingerprint == played.fingerprint
    assert editor.play.is_replaying
    editor.play.stop()
    assert document.text("encounters/brawl") == before


def test_it_is_given_up(editor: Editor):
    asked(editor)
    playtests = editor.proposals.playtests
    playtests.ask()
    until(editor, lambda: playtests.job is not None)
    job = playtests.job
    assert job is not None
    playtests.cancel()
    assert not playtests.is_running
    assert editor.balance.asked is None
    until(editor, lambda: not job.is_running)
    assert playtests.played is None
    assert playtests.why_not() == ""
