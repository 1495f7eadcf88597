"""What happened in a run is told once, in words, and forgotten only where another future begins."""

from types import ModuleType

import pytest

from engine.play.commands import Input, Retry
from engine.play.past.chronicle import Chronicle
from engine.play.past.history import History
from engine.play.past.telling import tellings
from engine.play.running.session import Session
from tests.engine.play.saga import compiled_saga, write_saga


@pytest.fixture
def run(yard):
    """A session of 200 ticks with its history and chronicle: the gate fires at tick 120, three foes come."""
    session = Session(yard, 11, overrides={"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6})
    history, chronicle = History(session), Chronicle(session)
    session.advance(200)
    return session, history, chronicle


def told(chronicle):
    return [(mark.tick, mark.text) for mark in chronicle.marks if mark.track != "weave"]


def test_it_tells_who_and_what_on_the_track_of_whom_it_is_about(run):
    _, _, chronicle = run

    gate = next(mark for mark in chronicle.marks if mark.kind == "triggered")
    came = [mark for mark in chronicle.marks if mark.kind == "spawned"]
    assert (gate.text, gate.track, gate.entity) == ("Gate fired", "goals", "gate")
    assert [mark.track for mark in came] == ["enemies"] * 3
    assert all(mark.text.endswith("appeared") and mark.tick >= gate.tick for mark in came)


def test_it_begins_with_the_title_of_the_encounter(run):
    assert [(span.start, span.title) for span in run[2].spans] == [(0, "Duel")]


def test_ticks_that_are_played_again_are_told_once(run):
    session, history, chronicle = run
    before, version = list(chronicle.marks), chronicle.version

    history.seek(10)
    history.seek(200)
    session.advance(1)

    assert chronicle.marks[: len(before)] == before
    assert chronicle.end == 201
    assert chronicle.version == version + len(chronicle.marks) - len(before)


def test_another_future_forgets_what_came_after(run):
    session, history, chronicle = run
    history.seek(100)
    session.step([Input(buttons=1)])

    assert chronicle.end == 101
    assert told(chronicle) == []
    session.advance(50)
    assert [text for tick, text in told(chronicle) if tick == 120][:1] == ["Gate fired"]


def test_more_events_than_a_session_keeps_are_told_all_the_same(run):
    session, _history, chronicle = run
    before = told(chronicle)
    session.events.clear()
    session.advance(30)

    assert told(chronicle)[: len(before)] == before


def test_a_story_can_be_put_back(run):
    session, history, chronicle = run
    story = chronicle.story()
    history.seek(50)
    session.step([Input(buttons=1)])
    chronicle.take(story)

    assert chronicle.story() == story


def test_the_next_mark_is_the_one_whose_result_is_not_shown_yet(run):
    chronicle = run[2]
    gate = next(mark for mark in chronicle.marks if mark.kind == "triggered")

    before = [mark for mark in chronicle.marks if mark.tick < gate.tick]
    assert chronicle.next_mark(gate.tick, 1).tick == gate.tick
    assert chronicle.next_mark(gate.tick + 1, -1) == before[-1]
    assert chronicle.next_mark(gate.tick + 2, -1).tick == gate.tick
    assert chronicle.next_mark(10_000, 1) is None


def test_a_project_says_how_its_own_events_are_told():
    game = ModuleType("game")
    game.TOLD = {"woven": ("weave", "good", "{source} wove"), "noise": ()}
    found = tellings({64: "woven", 65: "noise", 66: "seen_often", 1: "damage"}, [game])

    assert found[64].text == "{source} wove"
    assert found[66].text == "Seen often"
    assert set(found) == {64, 66}


@pytest.mark.parametrize("entry", [("weave", "good"), ("nowhere", "good", "x"), ("weave", "good", "{who}"), 3])
def test_words_that_are_none_are_refused_with_their_place(entry):
    game = ModuleType("game")
    game.TOLD = {"woven": entry}

    with pytest.raises(ValueError, match=r'game: TOLD\["woven"\] is .*; expected \(track: party, enemies'):
        tellings({64: "woven"}, [game])


@pytest.fixture(scope="module")
def saga(tmp_path_factory):
    return compiled_saga(write_saga(tmp_path_factory.mktemp("told") / "saga"))


def test_each_chapter_and_each_try_at_it_is_a_part_of_the_run(saga):
    session = Session(saga, 1, autopilot="average")
    history, chronicle = History(session), Chronicle(session)
    while session.chapter < 1:
        session.step()
    came = session.tick
    session.advance(20)
    session.step([Retry()])
    session.advance(5)

    parts = [(span.start, span.title, span.chapter, span.attempt) for span in chronicle.spans]
    assert parts == [(0, "Duel", 0, 0), (came, "Ambush", 1, 0), (came + 20, "Ambush", 1, 1)]
    # What happened in the tick that ended a chapter is told by the names of that chapter.
    ends = [mark for mark in chronicle.marks if mark.kind == "outcome"]
    assert [(mark.tick, mark.text) for mark in ends] in ([], [(came - 1, "Victory")])
    history.seek(came - 30)
    assert [span.title for span in chronicle.spans] == ["Duel", "Ambush", "Ambush"]
    session.step([Retry()])
    assert [(span.start, span.attempt) for span in chronicle.spans] == [(0, 0), (came - 30, 1)]


def test_words_that_are_none_are_a_warning_and_the_run_is_told_all_the_same(write_yard, compile_yard):
    bad = compile_yard(write_yard(game__told='"""Bad words."""\n\nTOLD = {"outburst": ("sky", "good", "x")}\n'))
    session = Session(bad, 11)
    chronicle = Chronicle(session)
    session.advance(30)

    assert [each.rule for each in session.findings if each.rule == "told"] == ["told"]
    assert {mark.text for mark in chronicle.marks} == {"Outburst"}
