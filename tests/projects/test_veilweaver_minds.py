"""What moves companions beyond the moment: the player's style, Aria's barrier, what is learnt, the tally of a run."""

import numpy as np
import pytest

from engine.ai.goap.reasons.explain import Explainer
from engine.play.commands import Input
from engine.play.running.session import Session
from engine.world.ids import DASH, DOWN, FREE, HOSTILE, UP
from tests.projects.shipped import courtyard, echo_grove, row_of

MIXED, CLOSE, AFAR, HOLDS_BACK = range(4)


def row(entity):
    return row_of(echo_grove(), entity)


@pytest.fixture
def session():
    return Session(echo_grove(), seed=1)


def quiet(session):
    view = session.world.view
    foes = np.flatnonzero(view["team"] == HOSTILE)
    view["life"][foes[1:]] = FREE
    view["position"][foes[0]] = (25.0, 0.0, -25.0)
    view["agent_profile"][:] = -1
    view["action"][:] = -1
    return view


def play(session, ticks, **hands):
    for _ in range(ticks):
        session.step([Input(**hands)])


@pytest.mark.parametrize(
    ("near", "far", "style"),
    [(61, 39, CLOSE), (59, 41, MIXED), (39, 61, AFAR), (0, 20, AFAR), (19, 0, HOLDS_BACK), (0, 0, HOLDS_BACK)],
)
def test_the_style_is_that_of_the_last_ten_seconds(session, near, far, style):
    view, talren = quiet(session), row("talren")
    view["dealt_near"][talren], view["dealt_far"][talren] = 1000.0 + near, 500.0 + far
    view["style_sampled"][0] = (1000.0, 500.0)
    play(session, 599)
    assert view["style"][0] == MIXED
    play(session, 1)
    assert view["style"][0] == style
    assert view["style_clock"][0] == 0


def test_the_players_style_shifts_what_kael_wants_and_why_says_so(session):
    session.world.view["style"][0] = CLOSE
    for _ in range(12):
        session.step([Input()])
    why = Explainer(session.compiled)
    (protect,) = (goal for goal in why.explain_now(session, row("kael")).goals if goal.name == "protect_player")
    assert [(part.text, part.amount) for part in protect.parts][:2] == [("weight", 3.0), ("player_fights_close", 0.4)]
    (exploit,) = (goal for goal in why.explain_now(session, row("kael")).goals if goal.name == "exploit_stagger")
    assert [part.text for part in exploit.parts] == ["weight"]


def test_a_barrier_takes_twenty_five_harm_and_breaks(session):
    view, talren = quiet(session), row("talren")
    view["aegis_left"][talren], view["aegis_hp"][talren] = 300, 25.0
    for harm, health, holds in ((20.0, 100.0, 5.0), (11.0, 94.0, 0.0), (4.0, 90.0, 0.0)):
        view["harm"][talren] = harm
        play(session, 1)
        assert (view["health"][talren], view["aegis_hp"][talren]) == (pytest.approx(health), holds)
    names = session.compiled.parts.event_names
    assert [names[event.kind] for event in session.events].count("aegis_broken") == 1


def test_aria_raises_it_when_the_player_is_pressed():
    session = Session(echo_grove(), 1, autopilot="expert")
    session.advance(900)
    names = session.compiled.parts.event_names
    raised = [event for event in session.events if names[event.kind] == "aegis_raised"]
    assert raised
    assert {(event.source, event.target) for event in raised} == {(row("aria"), row("talren"))}


def test_the_grove_teaches_the_dash(session):
    view, talren = quiet(session), row("talren")
    view["position"][[talren, row("aria"), row("lyra"), row("kael")]] = (0.0, 0.0, 20.0)
    assert view["dash_known"][0] == 0
    play(session, 10, aim=(0.0, 0.0), buttons=DASH)
    assert view["dash_ticks"][talren] == 0
    view["position"][talren] = (0.0, 0.0, 9.0)
    play(session, 2, aim=(0.0, 0.0), buttons=DASH)
    assert view["dash_known"][0] == 1
    assert view["dash_ticks"][talren] > 0


def test_after_the_grove_the_dash_is_known_from_the_start():
    assert courtyard().lane["dash_known"] == 1


def test_the_tally_counts_who_went_down(session):
    view, talren, kael = quiet(session), row("talren"), row("kael")
    view["harm"][[talren, kael]] = (30.0, 500.0)
    play(session, 3)
    view["harm"][talren] = 500.0
    play(session, 3)
    assert (view["slice_downs"][0], view["slice_falls"][0]) == (1, 1)
    assert view["life"][[talren, kael]].tolist() == [DOWN, DOWN]
    view["life"][talren] = UP
    play(session, 3)
    assert view["slice_downs"][0] == 1
