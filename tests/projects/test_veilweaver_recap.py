"""The recap of a run: what counts, what was chosen, what the companions did."""

import pytest

from editor.core.play.recap import recap_of
from engine.play.compile.chapters import Chapter, Chapters
from engine.play.running.session import Session
from engine.play.running.state import Event
from engine.world.events import DAMAGE, DOWNED, HEAL
from engine.world.ids import DEAD, DEFEAT, HOSTILE, VICTORY
from tests.projects.shipped import courtyard, echo_grove, row_of


@pytest.fixture(scope="module")
def fought():
    session = Session(echo_grove(), seed=7, autopilot="expert")
    for _ in range(60):
        session.step()
    return session


@pytest.fixture
def session(fought):
    before = fought.snapshot()
    events = list(fought.events)
    yield fought
    fought.restore(before)
    fought.events.clear()
    fought.events.extend(events)


def won(session):
    session.events.clear()
    session.world.view["outcome"][0] = VICTORY
    return recap_of(session)


def line(recap, label):
    return next(line for part in recap.parts for line in part.lines if line.label == label)


def test_a_clean_quick_victory_is_of_the_first_rank(session):
    recap = won(session)
    assert (recap.rank, recap.summary) == ("S", "100 of 100 points")
    assert line(recap, "Time").value == "0:01"
    assert line(recap, "Anchors that hold").value == "3 of 3"


def fell(session, name, column):
    """Somebody went down once: counted by the game where it counts, else an event."""
    if column in session.world.view:
        session.world.view[column][0] += 1
    else:
        session.events.append(Event(10, DOWNED, -1, row_of(echo_grove(), name), 1.0))


def test_every_fall_takes_points_and_says_so(session):
    won(session)
    fell(session, "talren", "slice_downs")
    fell(session, "kael", "slice_falls")
    recap = recap_of(session)
    assert (recap.rank, recap.summary) == ("A", "83 of 100 points")
    assert line(recap, "Times you went down").detail == "−12 points"
    assert line(recap, "Times a companion fell").tone == "warning"


def test_a_broken_anchor_takes_points_and_is_named(session):
    session.world.view["anchor_stability"][0, 0] = 0.0
    recap = won(session)
    assert recap.rank == "S"
    assert line(recap, "Anchors that hold").value == "2 of 3"
    assert "broken" in line(recap, "Anchors that hold").detail


def test_deeds_are_counted_from_what_happened(session):
    aria, lyra, sentinel = (row_of(echo_grove(), name) for name in ("aria", "lyra", "sentinel"))
    won(session)
    hits = [
        Event(5, DAMAGE, lyra, sentinel, 12.0),
        Event(6, DAMAGE, lyra, aria, 99.0),
        Event(7, HEAL, aria, lyra, 20.0),
    ]
    session.events.extend(hits)
    recap = recap_of(session)
    assert line(recap, "Lyra").value == "12 damage"
    assert line(recap, "Aria").detail == "20 healed"


def test_who_lost_gets_no_rank(session):
    session.world.view["outcome"][0] = DEFEAT
    fell(session, "talren", "slice_downs")
    recap = recap_of(session)
    assert (recap.rank, recap.summary) == ("", "")
    assert line(recap, "Times you went down").detail == "", "points are told only where they make a rank"


def test_the_storm_is_told_with_what_came_of_it(session):
    view = session.world.view
    view["storm_choice"][0], view["sight_scale"][0], view["drop_scale"][0], view["disposition"][0] = 2, 0.4, 2, 1
    recap = won(session)
    assert line(recap, "Storm redirected").detail
    assert line(recap, "Sight").value == "0.4 of its reach"
    assert line(recap, "Echo that the fallen leave").value == "2 times as much"
    assert line(recap, "Creatures of the Rift").value == "flee sooner"


def test_only_what_happened_has_a_part(session):
    assert [part.title for part in won(session).parts] == ["Why this rank", "What your companions did"]


def test_retries_of_all_chapters_count(session):
    session.world.view["retries"][0] = 2
    assert won(session).summary == "70 of 100 points"


def test_harm_of_earlier_chapters_counts_once():
    places = (echo_grove(), courtyard())
    parts = tuple(Chapter(n, each.view.encounter, each.view.scene, "") for n, each in enumerate(places))
    session = Session(Chapters(parts, lambda part: places[part.index]), seed=1)
    view = session.world.view
    view["agent_profile"][:] = -1
    view["harm"][row_of(echo_grove(), "talren")] = 30.0
    session.step()
    view["life"][view["team"] == HOSTILE] = DEAD
    for _ in range(120):
        session.step()

    assert session.chapter == 1
    assert line(recap_of(session), "Harm that the party took").value == "30 hp"
