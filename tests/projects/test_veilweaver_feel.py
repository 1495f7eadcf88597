"""What Echo Grove looks like while it is fought: poses, particles, numbers and warnings, at any tick again."""

import zlib

import numpy as np
import pytest

from engine.play.compile.scene import compile_scene
from engine.play.feel.recent import Recent
from engine.play.feel.telegraphs import FROM_HOSTILES, IN_DANGER
from engine.play.past.history import History
from engine.play.present import draw_list
from engine.play.running.session import Session
from engine.play.running.state import Event
from engine.present.poses.pose import BLOW, CALL, CAST, FALL, LANDS, PROGRESS, SHOT, SLAM, STRIKE, WIDTH
from engine.world.events import DAMAGE, DEATH, REVIVED, STAGGERED
from engine.world.ids import DEAD, DOWN, UP
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, echo_grove, row_of, shipped_view

LAST = 900


def picture_key(session, alpha=0.4):
    """A number for all that moves in a picture."""
    picture = draw_list(session, alpha)
    arrays = [part.position for part in picture.instances]
    arrays += [part.pose for part in picture.instances if part.pose is not None]
    arrays += [array for batch in picture.sparks for array in (batch.place, batch.trail, batch.size, batch.colour)]
    key = 0
    for array in arrays:
        key = zlib.crc32(np.ascontiguousarray(array).tobytes(), key)
    return key, tuple(picture.floats), tuple(picture.telegraphs), picture.camera_shake


@pytest.fixture(scope="module")
def fought():
    """The fight as the expert fights it, with its history, and pictures of it as it went on."""
    session = Session(echo_grove(), seed=3, autopilot="expert")
    history, pictures, seen = History(session), {}, {}
    while session.tick < LAST and session.is_running:
        session.step()
        if session.tick % 50 == 7:
            pictures[session.tick] = picture_key(session)
        if session.tick % 3 == 0:
            for part in draw_list(session, 0.5).instances:
                if part.pose is not None:
                    seen.setdefault(part.mesh, []).append(part.pose)
    return session, history, pictures, {mesh: np.concatenate(rows) for mesh, rows in seen.items()}


def placed(session, alpha, entity):
    """The pose (WIDTH,) of somebody in the picture."""
    for part in draw_list(session, alpha).instances:
        if entity in part.entity and part.pose is not None:
            return part.pose[part.entity.index(entity)]
    raise AssertionError(entity)


def test_every_tick_looks_the_same_again_whichever_way_it_is_reached(fought):
    session, history, pictures, _ = fought
    ticks = list(pictures)
    for tick in (ticks[-1], ticks[0], ticks[9], ticks[4], ticks[-2], ticks[5]):
        history.seek(tick)
        assert picture_key(session) == pictures[tick], tick


def test_a_picture_of_a_fight_changes_nothing(fought):
    session, history, _, _ = fought
    history.seek(400)
    before = session.digest()
    draw_list(session, 0.7)
    assert session.digest() == before


def test_everybody_in_the_fight_strikes_in_their_own_way(fought):
    *_, seen = fought
    struck = {mesh: set(np.unique(poses[:, STRIKE]).astype(int).tolist()) for mesh, poses in seen.items()}
    assert {SHOT} <= struck["talren"]
    assert {SHOT} <= struck["lyra"]
    assert {BLOW, CALL} <= struck["kael"]
    assert {CAST} <= struck["aria"]
    assert {BLOW} <= struck["rift_stalker"]
    assert {SLAM} <= struck["sentinel"]
    for poses in seen.values():
        assert poses.shape[1] == WIDTH
        assert np.isfinite(poses).all()
        assert (poses[:, PROGRESS] >= 0.0).all()
        assert (poses[:, PROGRESS] <= 1.0).all()


def test_strikes_and_steps_go_on_smoothly_between_ticks(fought):
    session, history, *_ = fought
    history.seek(200)
    last: dict[str, np.ndarray] = {}
    went_on = 0
    for _ in range(40):
        session.step()
        for alpha in (0.25, 0.5, 0.75, 1.0):
            for part in draw_list(session, alpha).instances:
                for entity, pose in zip(part.entity, part.pose if part.pose is not None else (), strict=False):
                    before = last.get(entity)
                    if before is not None and before[STRIKE] == pose[STRIKE] != 0.0:
                        step = pose[PROGRESS] - before[PROGRESS]
                        # It only goes on, or begins anew.
                        assert -1e-3 <= step < 0.1 or pose[PROGRESS] < 0.05
                        went_on += alpha < 1.0 and step > 1e-3 and pose[PROGRESS] < LANDS
                    last[entity] = pose
    assert went_on > 50


def test_hits_throw_sparks_and_numbers_and_fade(fought):
    session, history, *_ = fought
    history.seek(250)
    hit = next(event for event in reversed(session.events) if event.kind == DAMAGE)
    history.seek(hit.tick + 1)
    picture = draw_list(session, 0.5)
    assert sum(len(batch) for batch in picture.sparks) >= 12
    assert any(each.text.lstrip("−").isdigit() and each.age < 0.1 for each in picture.floats)
    assert all(0.0 <= each.age <= 1.0 for each in picture.floats)


def test_who_goes_down_falls_and_gets_up_again():
    session = Session(echo_grove(), seed=7)
    session.step()
    kael = row_of(echo_grove(), "kael")
    view = session.world.view
    view["life"][kael], view["downed_ticks"][kael] = DOWN, 10
    falling = placed(session, 0.5, "kael")[FALL]
    view["downed_ticks"][kael] = 200
    assert 0.0 < falling < placed(session, 0.5, "kael")[FALL] == 1.0
    view["life"][kael] = UP
    session.events.append(Event(session.tick - 1, REVIVED, -1, kael, 40.0))
    assert placed(session, 0.9, "kael")[FALL] > 0.9


def test_a_dead_beast_lies_for_a_while_and_sinks_away():
    session = Session(echo_grove(), seed=7)
    session.advance(200)
    view = session.world.view
    beast = next(
        row for row, mesh in enumerate(echo_grove().mesh_of_row) if mesh == "rift_stalker" and view["life"][row]
    )
    entity = echo_grove().entity_of_row[beast][0]
    view["life"][beast] = DEAD
    assert all(entity not in part.entity for part in draw_list(session).instances)
    heights = []
    for age in (1, 60, 140):
        session.events.append(Event(session.tick - age, DEATH, -1, beast, 0.0))
        (part,) = [part for part in draw_list(session).instances if entity in part.entity]
        heights.append(float(part.position[part.entity.index(entity), 1]))
        session.events.pop()
    assert heights[0] == heights[1] > heights[2]


def test_the_sentinels_shockwave_is_shown_before_it_lands(fought):
    session, history, *_ = fought
    history.seek(10)
    filled = []
    while session.tick < 300 and len(filled) < 20:
        session.step()
        filled += [area.filled for area in draw_list(session, 0.5).telegraphs if area.colour == FROM_HOSTILES]
    assert len(filled) == 20
    assert filled == sorted(filled)


def test_who_stands_where_a_blow_will_land_is_seen_to_be_in_danger():
    session = Session(echo_grove(), seed=7)
    session.step()
    view = session.world.view
    sentinel, talren = row_of(echo_grove(), "sentinel"), row_of(echo_grove(), "talren")
    for in_it in (True, False):
        x, _, z = view["position"][talren].tolist()
        view["life"][sentinel] = UP
        view["telegraph"][sentinel], view["telegraph_whole"][sentinel] = 30, 60
        view["telegraph_place"][sentinel] = (x + (1.0 if in_it else 30.0), z, 6.0, 0.0)
        picture = draw_list(session)
        (ring,) = [ring for ring in picture.rings if ring.side == "player"]
        assert (ring.colour == IN_DANGER) is in_it
        assert picture.telegraphs[0].filled == pytest.approx(0.5, abs=0.03)


def test_a_crowded_fight_shows_no_more_numbers_than_can_be_read():
    session = Session(echo_grove(), seed=7)
    session.advance(100)
    for k in range(500):
        session.events.append(Event(session.tick - 1, DAMAGE, 0, k % 4, 5.0))
    picture = draw_list(session)
    assert len(picture.floats) <= 24
    assert sum(len(batch) for batch in picture.sparks) <= 3000


def test_only_what_belongs_to_this_chapter_leaves_traces():
    session = Session(echo_grove(), seed=7)
    session.advance(50)
    session.events.append(Event(session.tick - 2, STAGGERED, 0, 1, 5.0))
    assert [each.kind for each in Recent.of(session, 1.0).events][-1] == STAGGERED
    session.world.view["chapter_began"][0] = session.tick
    assert Recent.of(session, 1.0).events == ()


def test_the_air_has_motes_that_stand_with_the_tick():
    crossroads = compile_scene(shipped_view("veilweaver", "crossroads", ""), game=load_game(PROJECTS / "veilweaver"))
    session = Session(crossroads, seed=1)
    session.advance(3)
    drops = [draw_list(session, alpha).sparks for alpha in (0.2, 0.2, 0.9)]
    assert sum(len(batch) for batch in drops[0]) >= 300
    assert all(np.array_equal(one.place, other.place) for one, other in zip(drops[0], drops[1], strict=True))
    assert not np.array_equal(drops[0][0].place, drops[2][0].place)


def test_the_court_shows_what_keeps_the_warden_up():
    view = shipped_view("veilweaver", "courtyard", "courtyard")
    session = Session(compile_scene(view, game=load_game(PROJECTS / "veilweaver")), seed=1)
    session.advance(5)
    columns = session.world.view

    def threads() -> int:
        return sum(ribbon.colour == "#c58aff" for ribbon in draw_list(session).ribbons)

    standing = int(columns["pylon_stands"][0].sum())
    assert threads() == standing > 1
    columns["pylon_stands"][0, 0] = 0
    assert threads() == standing - 1
    lit = len(draw_list(session).rings)
    columns["sigil_rest"][0, 0] = 100
    assert len(draw_list(session).rings) == lit - 1
    before = sum(len(batch) for batch in draw_list(session).sparks)
    columns["adaptation"][0] = 2
    assert sum(len(batch) for batch in draw_list(session).sparks) > before
    assert session.findings == []


def test_a_parry_and_a_barrier_are_seen_and_said():
    session = Session(echo_grove(), seed=7)
    session.step()
    view, kinds = session.world.view, echo_grove().parts.event_kinds
    talren = row_of(echo_grove(), "talren")
    quiet = sum(len(batch) for batch in draw_list(session).sparks)
    session.events.append(Event(session.tick - 1, kinds["parried"], talren, -1, 4.0))
    picture = draw_list(session, 0.5)
    assert sum(len(batch) for batch in picture.sparks) >= quiet + 20
    assert [each.text for each in picture.floats] == ["Parried"]
    session.events.pop()
    view["aegis_left"][talren] = 100
    session.events.append(Event(session.tick - 1, kinds["aegis_raised"], 1, talren, 20.0))
    picture = draw_list(session, 0.5)
    assert [each.text for each in picture.floats] == ["Barrier"]
    assert any(glow.colour == "#7fe3ee" for glow in picture.glows)
    assert session.findings == []
