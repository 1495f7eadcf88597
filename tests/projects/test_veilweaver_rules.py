"""Veilweaver's own rules in the real Echo Grove: Echo, anchors, dash, barricades, taunt, mark, combo and pulse."""

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.running.session import Session
from engine.world.ids import BARRICADE, DASH, DEAD, DOWN, FREE, HOSTILE, UP, USE
from tests.projects.shipped import echo_grove, row_of

DAWN, TIDES, ENDS = range(3)


@pytest.fixture
def session():
    return Session(echo_grove(), seed=1)


def row(entity):
    return row_of(echo_grove(), entity)


def quiet(session):
    """Send every enemy far away and make it stand, so that one rule can be watched alone.

    The first tick is over by then: it fills the purse, and the glade has taught the dash.
    """
    session.step([Input()])
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


def happened(session):
    names = session.compiled.parts.event_names
    return [(names[event.kind], event.source, event.target, round(event.amount, 3)) for event in session.events]


def kinds(session):
    return [kind for kind, *_ in happened(session)]


def test_a_dash_goes_ten_metres_costs_one_echo_and_says_why(session):
    view, talren = quiet(session), row("talren")
    view["position"][talren] = (0.0, 0.0, 8.0)
    play(session, 1, aim=(0.0, 0.0), buttons=DASH)
    play(session, 20, aim=(0.0, 0.0))
    assert view["position"][talren, 2] == pytest.approx(-2.0, abs=0.35)
    assert view["echo"][0] == 1
    assert ("echo_spent_on_dash", talren, -1, 1.0) in happened(session)


def test_a_dash_harms_each_enemy_in_its_way_once(session):
    view, talren, stalker = quiet(session), row("talren"), row("stalker_02")
    view["position"][talren] = (0.0, 0.0, 8.0)
    view["life"][stalker] = UP
    view["position"][stalker] = (0.3, 0.0, 4.0)
    play(session, 1, aim=(0.0, 0.0), buttons=DASH)
    play(session, 20, aim=(0.0, 0.0))
    assert 27.0 <= 60.0 - view["health"][stalker] <= 33.0
    assert kinds(session).count("damage") == 1


def test_without_echo_there_is_no_dash(session):
    view, talren = quiet(session), row("talren")
    view["echo"][0] = 0
    before = view["position"][talren].copy()
    play(session, 10, aim=(0.0, 0.0), buttons=DASH)
    assert np.abs(view["position"][talren] - before).max() < 0.1


def test_who_falls_leaves_its_echo_once(session):
    view, stalker, sentinel = session.world.view, row("stalker_01"), row("sentinel")
    view["agent_profile"][:] = -1
    view["health"][[stalker, sentinel]] = 1.0
    view["harm"][[stalker, sentinel]] = 5.0
    view["last_hit_by"][[stalker, sentinel]] = row("talren")
    play(session, 10)
    assert (view["life"][[stalker, sentinel]] == DEAD).all()
    assert (view["echo"][0], view["echo_earned"][0]) == (5, 3)
    assert kinds(session).count("echo_for_fallen") == 2


def test_two_barricades_can_be_placed_for_one_echo_each_and_no_third(session):
    view = quiet(session)
    view["echo"][0] = 9
    view["position"][row("talren")] = (0.0, 0.0, 8.0)
    play(session, 120, aim=(0.0, 4.0), buttons=BARRICADE)
    placed = [row("placed_barricade/1"), row("placed_barricade/2")]
    assert (view["life"][placed] == UP).all()
    assert view["echo"][0] == 7
    assert view["position"][placed[0], [0, 2]].tolist() == pytest.approx([0.0, 4.0])
    assert kinds(session).count("echo_spent_on_barricade") == 2


def test_a_barricade_turns_the_way_round_it(session):
    view, stalker, talren = quiet(session), row("stalker_01"), row("talren")
    view["position"][talren] = (0.0, 0.0, 8.0)
    view["position"][stalker] = (0.0, 0.0, 0.5)
    view["life"][[row("aria"), row("lyra"), row("kael")]] = FREE
    play(session, 2, aim=(0.0, 4.0), buttons=BARRICADE)
    view["agent_profile"][stalker] = echo_grove().rows["agent_profile"][stalker]
    widest = 0.0
    for tick in range(240):
        # Talren paces to and fro: the Stalker can hear him behind the barricade, but not see him.
        session.step([Input(move=(1.0 if tick // 30 % 2 else -1.0, 0.0), aim=(0.0, 4.0))])
        if 3.0 < view["position"][stalker, 2] < 5.0:
            widest = max(widest, abs(float(view["position"][stalker, 0])))
    assert widest > 1.4


def test_a_fight_beside_an_anchor_costs_it_once_in_four_seconds(session):
    view, stalker = quiet(session), row("stalker_01")
    view["position"][stalker] = (-8.6, 0.0, -2.5)
    view["last_hit_by"][stalker] = row("talren")
    before = view["anchor_stability"][0].copy()
    for _ in range(239):
        view["harm"][stalker] = 0.1
        play(session, 1)
    lost = before - view["anchor_stability"][0]
    assert lost[DAWN] == pytest.approx(0.05, abs=2e-3)
    assert lost[[TIDES, ENDS]] == pytest.approx([0.0, 0.0], abs=2e-3)
    for _ in range(5):
        view["harm"][stalker] = 0.1
        play(session, 1)
    assert kinds(session).count("anchor_fought_over") == 2


def test_who_has_fallen_beside_an_anchor_fights_no_more(session):
    view, stalker = quiet(session), row("stalker_02")
    view["life"][stalker] = UP
    view["position"][stalker] = (-8.6, 0.0, -2.5)
    view["harm"][stalker], view["last_hit_by"][stalker] = 100.0, row("talren")
    play(session, 600)
    assert view["life"][stalker] == DEAD
    assert kinds(session).count("anchor_fought_over") == 1


def test_time_alone_takes_a_hundredth_a_minute(session):
    view = quiet(session)
    before = view["anchor_stability"][0].copy()
    play(session, 600)
    assert before - view["anchor_stability"][0] == pytest.approx([0.01 / 6] * 3, rel=0.02)


def test_mending_takes_five_seconds_and_its_price_follows_the_anchors_state(session):
    view = quiet(session)
    view["position"][row("talren")] = (7.4, 0.0, -2.8)
    play(session, 299, aim=(7.4, -5.0), buttons=USE)
    assert view["anchor_stability"][0, TIDES] < 0.47
    play(session, 2, aim=(7.4, -5.0), buttons=USE)
    assert view["anchor_stability"][0, TIDES] == pytest.approx(0.76, abs=0.01)
    # The anchor was unstable: two Echo. It is stable now, and there is none left for another.
    assert view["echo"][0] == 0
    spent = [event for event in happened(session) if event[0] == "echo_spent_on_mending"]
    assert [amount for *_, amount in spent] == [2.0]


def test_no_victory_while_an_anchor_is_critical(session):
    view = quiet(session)
    view["anchor_stability"][0, ENDS] = 0.3
    view["life"][row("stalker_01")] = DEAD
    play(session, 60)
    assert session.outcome == "running"
    view["anchor_stability"][0, ENDS] = 0.45
    play(session, 1)
    assert session.outcome == "victory"


def test_the_grove_is_lost_when_every_anchor_is_broken(session):
    view = quiet(session)
    view["anchor_stability"][0] = (0.05, 0.05, 0.2)
    play(session, 1)
    assert session.outcome == "running"
    view["anchor_stability"][0, ENDS] = 0.05
    play(session, 1)
    assert session.outcome == "defeat"


def test_talren_may_stay_down_for_eight_seconds_and_no_longer(session):
    view, talren = quiet(session), row("talren")
    view["life"][talren] = DOWN
    play(session, 479)
    assert session.outcome == "running"
    play(session, 1)
    assert session.outcome == "defeat"


def wished(session, who, ability, target=None):
    """One actor wishes for an ability this very tick."""
    view = session.world.view
    numbers = next(m for m in session.compiled.game if m.__name__.partition(".")[2] == "abilities")
    system = next(s for s in session.compiled.parts.systems if s.name == ability[0])
    view["wish"][row(who)] = getattr(numbers, ability[1])
    view["wish_target"][row(who)] = -1 if target is None else row(target)
    system.run(session.world)
    return view


def test_a_taunt_turns_every_enemy_near_to_kael(session):
    view = quiet(session)
    near, far = row("stalker_01"), row("stalker_02")
    view["life"][far] = UP
    view["position"][row("kael")] = (0.0, 0.0, 0.0)
    view["position"][near], view["position"][far] = (0.0, 0.0, -5.0), (0.0, 0.0, -12.0)
    for _ in range(20):
        wished(session, "kael", ("taunting", "TAUNT"))
    assert view["taunted_by"][near] == row("kael")
    assert view["taunted_by"][far] == -1
    assert view["taunt_left"][near] > 200


def test_a_mark_makes_its_target_take_fifteen_per_cent_more_for_six_seconds(session):
    view, stalker = quiet(session), row("stalker_01")
    view["position"][stalker] = (-8.0, 0.0, 2.0)
    for _ in range(24):
        wished(session, "lyra", ("marks", "MARK"), "stalker_01")
    assert view["vulnerability"][stalker] == pytest.approx(1.15)
    assert view["mark_left"][stalker] == 360
    for _ in range(360):
        wished(session, "lyra", ("marks", "DASH"))
    assert view["vulnerability"][stalker] == 1.0


def test_kaels_combo_breaks_the_sentinels_stance(session):
    view, sentinel = quiet(session), row("sentinel")
    view["life"][sentinel] = UP
    view["position"][sentinel] = view["position"][row("kael")] + (0.0, 0.0, -2.0)
    for _ in range(48):
        wished(session, "kael", ("combo_lands", "COMBO"), "sentinel")
    assert view["stagger_in"][sentinel] == 250.0
    play(session, 1)
    assert view["stun"][sentinel] > 0


def test_a_pulse_gives_the_nearest_frayed_anchor_a_tenth(session):
    view = quiet(session)
    view["position"][row("aria")] = (7.4, 0.0, 0.5)
    for _ in range(45):
        wished(session, "aria", ("pulse", "PULSE"))
    assert view["anchor_stability"][0, TIDES] == pytest.approx(0.56, abs=1e-3)
    assert view["anchor_stability"][0, DAWN] == pytest.approx(0.82, abs=1e-3)
