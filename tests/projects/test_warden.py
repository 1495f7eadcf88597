"""The Oathbound Warden in its court: phases, ruptures, pylons, sigils and ward, and what the storm makes of it."""

import numpy as np
import pytest

from engine.ai.goap.reasons.explain import Explainer
from engine.play.commands import Input, Spawn
from engine.play.running.session import Session
from engine.world.ids import USE
from engine.world.schedule import Schedule
from tests.projects.shipped import courtyard, row_of

WEST, EAST = 0, 1
STABILIZED, REDIRECTED = 1, 2
FIRST_CALL = ("pack_west/1", "pack_west/2")


def row(entity):
    return row_of(courtyard(), entity)


@pytest.fixture
def session():
    return Session(courtyard(), seed=1)


def calm(session):
    """Nobody thinks, so that one rule can be watched alone."""
    view = session.world.view
    view["agent_profile"][:] = -1
    view["action"][:] = -1
    return view


def play(session, ticks, **hands):
    for _ in range(ticks):
        session.step([Input(**hands)])


def happened(session, *kinds):
    names = session.compiled.parts.event_names
    return [(names[e.kind], e.target, round(e.amount, 3)) for e in session.events if names[e.kind] in kinds]


def hurt_to(session, share):
    view, warden = session.world.view, row("warden")
    view["health"][warden] = view["health_max"][warden] * np.float32(share)


@pytest.mark.parametrize(
    ("share", "beyond", "phase"),
    [(1.0, 0.0, 1), (0.66, 0.1, 1), (0.66, 0.0, 2), (0.33, 0.1, 2), (0.33, 0.0, 3), (0.0, 1.0, 3)],
)
def test_phases_begin_at_66_and_33_per_cent_exactly(session, share, beyond, phase):
    view = calm(session)
    hurt_to(session, share)
    view["health"][row("warden")] = np.round(view["health"][row("warden")]) + np.float32(beyond)
    play(session, 1)
    assert view["warden_phase"][0] == phase
    assert [amount for _, _, amount in happened(session, "warden_phase")] == list(range(1, phase + 1))


def test_a_phase_never_goes_back(session):
    view = calm(session)
    hurt_to(session, 0.5)
    play(session, 1)
    hurt_to(session, 1.0)
    play(session, 1)
    assert view["warden_phase"][0] == 2


def test_pylons_stop_harm_from_the_second_phase_on_until_they_are_unbound(session):
    view, warden = calm(session), row("warden")
    play(session, 1)
    assert view["armour"][warden] == pytest.approx(0.2)
    hurt_to(session, 0.6)
    play(session, 1)
    assert view["armour"][warden] == pytest.approx(1 - 0.8 * 0.88**3)
    view["pylon_stands"][0] = (0, 1, 0)
    play(session, 1)
    assert view["armour"][warden] == pytest.approx(1 - 0.8 * 0.88)


def test_hands_that_stay_on_a_pylon_for_three_seconds_unbind_it_and_a_pause_loses_nothing(session):
    view, talren = calm(session), row("talren")
    view["position"][talren] = (9.5, 0.0, 7.9)
    play(session, 100, aim=(9.5, 5.5), buttons=USE)
    play(session, 50, aim=(9.5, 5.5))
    play(session, 79, aim=(9.5, 5.5), buttons=USE)
    assert view["pylon_stands"][0].tolist() == [1, 1, 1]
    play(session, 1, aim=(9.5, 5.5), buttons=USE)
    assert view["pylon_stands"][0].tolist() == [1, 0, 1]
    assert happened(session, "pylon_unbound") == [("pylon_unbound", 1, 1.0)]


def test_who_stands_on_a_sigil_is_healed_and_the_sigil_rests(session):
    view, talren = calm(session), row("talren")
    view["position"][talren], view["health"][talren] = (0.0, 0.0, 7.0), 40.0
    play(session, 90, aim=(0.0, 0.0))
    assert happened(session, "sigil_boon") == [("sigil_boon", 0, 25.0)]
    assert view["sigil_rest"][0].tolist() == [1200, 0, 0]
    play(session, 180, aim=(0.0, 0.0))
    assert view["health"][talren] == pytest.approx(65.0, abs=0.2)


def test_a_sigil_breaks_the_ward_before_it_heals(session):
    view, warden = calm(session), row("warden")
    hurt_to(session, 0.2)
    view["warden_ward"][0] = 1
    view["position"][row("talren")] = (0.0, 0.0, 7.0)
    play(session, 89, aim=(0.0, 0.0))
    assert view["armour"][warden] == pytest.approx(1 - 0.8 * 0.88**3 * 0.5)
    play(session, 2, aim=(0.0, 0.0))
    assert view["armour"][warden] == pytest.approx(1 - 0.8 * 0.88**3)
    assert happened(session, "ward_broken", "sigil_boon") == [("ward_broken", 0, 1200.0)]
    assert view["ward_ready"][0] > 1400


def test_a_rupture_is_shown_for_two_seconds_and_then_tears_the_steadiest_anchor(session):
    view, warden = calm(session), row("warden")
    hurt_to(session, 0.6)
    play(session, 361)
    view["anchor_stability"][0] = (0.8, 0.9)
    view["action"][warden] = courtyard().statics["act_rupture_anchor"][0]
    play(session, 1)
    assert view["telegraph_place"][warden].tolist() == [6.0, -2.0, 5.0, 0.0]
    assert view["telegraph"][warden] == 119
    view["action"][warden] = -1
    play(session, 118)
    assert view["anchor_stability"][0, EAST] == pytest.approx(0.9, abs=0.01)
    play(session, 1)
    assert view["anchor_stability"][0, EAST] == pytest.approx(0.55, abs=0.01)
    assert view["rupture_taken"][0].tolist() == [0, 1]


def test_a_stun_saves_the_anchor_which_is_not_gone_for_again(session):
    view, warden = calm(session), row("warden")
    hurt_to(session, 0.3)
    play(session, 361)
    view["action"][warden] = courtyard().statics["act_rupture_anchor"][0]
    play(session, 30)
    view["stun"][warden] = 20
    play(session, 200)
    told = [(kind, target) for kind, target, _ in happened(session, "anchor_targeted", "rupture_broken")]
    assert told == [("anchor_targeted", WEST), ("rupture_broken", WEST), ("anchor_targeted", EAST)]


def runs(seeds, ticks, **lane):
    """Events as (run, kind, target) of fights side by side, to their end, from shortly before the second phase on."""
    scene = courtyard().overridden({"oathbound_warden.health.current": 1860.0})
    world = scene.world(len(seeds), log_capacity=400_000)
    world.add_lanes([scene.lane_spec(seed, run=seed, autopilot="average") for seed in seeds])
    for name, value in lane.items():
        world.view[name][:] = value
    Schedule(scene.parts.systems).run(world, ticks, style="fused")
    names, count = scene.parts.event_names, int(world.view["log_count"][0])
    assert world.view["log_count"][1] == 0
    data = world.view["log_data"][:count]
    return world, [(run, names[kind], target) for run, _, kind, _, target in data.tolist()]


@pytest.fixture(scope="module")
def fights():
    """Four seeds by the storm, played to their end."""
    return {storm: runs(range(1, 5), 12_000, storm_choice=storm) for storm in (STABILIZED, REDIRECTED)}


def test_no_anchor_is_gone_for_twice_on_any_seed(fights):
    for _, told in fights.values():
        taken = [(run, target) for run, kind, target in told if kind == "anchor_targeted"]
        assert len(taken) >= 8
        assert len(taken) == len(set(taken))


def test_both_choices_about_the_storm_change_the_fight(fights):
    kinds = {storm: [kind for _, kind, _ in told] for storm, (_, told) in fights.items()}
    assert kinds[STABILIZED].count("warden_calls") >= 4
    assert kinds[STABILIZED].count("spawned") >= 8
    assert kinds[REDIRECTED].count("warden_calls") == kinds[REDIRECTED].count("spawned") == 0
    ends = {storm: world.view["tick"][:4].mean() for storm, (world, _) in fights.items()}
    assert ends[STABILIZED] > 1.2 * ends[REDIRECTED]


@pytest.mark.parametrize(
    ("storm", "sight", "armour"),
    [(0, 1.0, 0.2), (STABILIZED, 1.0, 0.27), (REDIRECTED, 0.4, 0.0)],
)
def test_the_storm_decides_armour_and_sight(session, storm, sight, armour):
    view = calm(session)
    view["storm_choice"][0] = storm
    play(session, 2)
    assert view["armour"][row("warden")] == pytest.approx(armour)
    assert view["sight_range"][row("warden")] == pytest.approx(30.0 * sight)


@pytest.mark.parametrize(("storm", "come"), [(0, True), (STABILIZED, True), (REDIRECTED, False)])
def test_nobody_comes_to_the_wardens_aid_in_a_redirected_storm(session, storm, come):
    view = calm(session)
    view["storm_choice"][0] = storm
    hurt_to(session, 0.6)
    play(session, 200)
    assert [bool(view["life"][row(who)]) for who in FIRST_CALL] == [come, come]


@pytest.mark.parametrize(
    ("share", "goal", "plan"),
    [(0.6, "unmake_threads", ["rupture_anchor"]), (0.3, "ward_itself", ["raise_ward"])],
)
def test_the_wardens_mind_says_why(session, share, goal, plan):
    hurt_to(session, share)
    play(session, 1)
    session.world.view["rupture_ready"][0] = 0
    for _ in range(12):
        play(session, 1)
        why = Explainer(session.compiled).explain_now(session, row("warden"))
        if why.goal == goal:
            break
    assert (why.goal, [step.action for step in why.plan]) == (goal, plan)
    (harm,) = (other for other in why.goals if other.name == "defeat_enemies")
    assert harm.score < max(other.score for other in why.goals)


def test_a_second_warden_is_refused_in_words_and_the_first_fights_on():
    quiet, session = Session(courtyard(), seed=1), Session(courtyard(), seed=1)
    quiet.step()
    session.step([Spawn("oathbound_warden", 1, (0.0, 0.0, 8.0))])

    assert session.digest() == quiet.digest()
    (told,) = [finding for finding in session.findings if finding.rule == "warden-count"]
    assert told.text.startswith("there are 2 Wardens; a court has one")
