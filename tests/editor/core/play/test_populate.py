"""People by action: play starts for them, they come and go in the running copy, and the scene keeps its bytes."""

import pytest

from editor.core.editor import Editor

FRAME = 1 / 60 + 1e-9


@pytest.fixture
def playing(editor: Editor) -> Editor:
    editor.play.start(seed=3)
    assert editor.play.state == "playing", editor.findings.items
    return editor


def test_people_come_with_the_next_tick_and_go_again(playing: Editor, texts):
    before = texts()
    playing.play.populate(40)
    assert playing.play.population == 40
    playing.play.advance(FRAME)
    session = playing.play.session
    assert session is not None
    assert session.compiled.people == 40
    assert playing.actions.enabled("play.unpopulate")[0]
    playing.actions.run("play.unpopulate")
    playing.play.advance(FRAME)
    assert playing.play.population == 0
    playing.play.stop()
    assert texts() == before


def test_when_nothing_plays_play_starts_first_and_says_so(editor: Editor):
    editor.play.populate(25)
    assert editor.play.state == "playing"
    editor.play.advance(FRAME)
    assert editor.play.population == 25
    assert any("Play starts, so that 25 people" in line.text for line in editor.log.lines)


def test_stop_forgets_who_was_asked_for(playing: Editor):
    playing.play.populate(40)
    playing.play.stop()
    playing.play.start(seed=3)
    playing.play.advance(FRAME)
    assert playing.play.population == 0


def test_stop_while_kernels_are_prepared_forgets_them_too(editor: Editor):
    editor.play.prepare = lambda _start: True
    editor.play.populate(25)
    assert editor.play.state == "preparing"
    editor.play.stop()
    editor.play.prepare = lambda _start: False
    editor.play.start()
    editor.play.advance(FRAME)
    assert editor.play.population == 0


def test_too_many_are_refused_in_problems(playing: Editor):
    playing.play.populate(100_000)
    playing.play.advance(FRAME)
    (finding,) = playing.findings.from_source("play")
    assert "100,000 people can't be put into the scene" in finding.text
    assert playing.play.population == 0
    assert playing.play.state == "playing"


def test_without_people_there_is_nobody_to_remove(playing: Editor):
    assert playing.actions.enabled("play.unpopulate") == (False, "No NPCs were put into the running copy.")


def test_a_play_that_fails_forgets_them_too(editor: Editor, monkeypatch: pytest.MonkeyPatch):
    def refused(*_arguments: object, **_options: object):
        raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setattr("editor.core.play.controller.make_session", refused)
        editor.play.populate(25)
    assert editor.play.state == "stopped"

    editor.play.start()
    editor.play.advance(FRAME)
    assert editor.play.population == 0


def test_a_refusal_is_told_once_however_often_its_tick_is_played(playing: Editor):
    playing.play.populate(3_000_000)
    for _ in range(5):
        playing.play.advance(FRAME)
    told = [item for item in playing.findings.items if item.rule == "populate"]
    assert len(told) == 1

    playing.play.seek(0)
    playing.play.seek(5)
    playing.play.resume()
    playing.play.advance(FRAME)

    assert [item for item in playing.findings.items if item.rule == "populate"] == told
