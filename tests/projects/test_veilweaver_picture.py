"""What a player of Echo Grove sees beyond the engine's picture: HUD blocks, threads, marks, shockwaves and shots."""

import numpy as np
import pytest

from engine.play.present import draw_list
from engine.play.running.session import Session
from engine.play.systems.encounter.verdict import PLAYER_DOWN
from engine.present.from_scene import draw_list_of
from engine.world.ids import DEAD, DOWN
from tests.projects.shipped import echo_grove, row_of, shipped_view


@pytest.fixture
def session():
    return Session(echo_grove(), seed=7, autopilot="expert")


def blocks(session):
    return {block.id: block for block in draw_list(session).hud}


def rows(session, block):
    return {row.label: row for row in blocks(session)[block].rows}


def test_the_hud_tells_of_echo_threads_boss_party_and_abilities(session):
    assert set(blocks(session)) == {"objectives", "echo", "threads", "boss", "party", "abilities"}
    assert session.findings == []
    assert rows(session, "echo")["Echo"].value == "2"
    assert rows(session, "threads")["Anchor of Tides"].value == "0.46 unstable"
    assert rows(session, "boss")["Echo-bound Sentinel"].value == "200 / 200"
    assert rows(session, "boss")["Stagger"].value.startswith("0 / ")
    assert list(rows(session, "party")) == ["Talren", "Aria", "Lyra", "Kael"]


def test_the_party_plate_counts_down_while_talren_is_down(session):
    view, talren = session.world.view, row_of(echo_grove(), "talren")
    view["life"][talren], view["downed_ticks"][talren] = DOWN, 180
    assert rows(session, "party")["Talren"].value == "down, 5 s"
    view["defeat_rule"] = np.array([[PLAYER_DOWN, 20 * 60]])
    assert rows(session, "party")["Talren"].value == "down, 17 s"


def test_the_boss_bar_goes_when_the_boss_has_fallen(session):
    session.world.view["life"][row_of(echo_grove(), "sentinel")] = DEAD
    assert "boss" not in blocks(session)


def test_the_boss_is_marked_before_all_others_until_it_falls(session):
    picture, sentinel = draw_list(session), row_of(echo_grove(), "sentinel")
    assert [plate.title for plate in picture.plates if plate.is_foremost] == ["Echo-bound Sentinel"]
    (body,) = [part for part in picture.instances if "sentinel" in part.entity]
    assert body.emphasis[body.entity.index("sentinel")] > 2.0
    x, _, z = session.world.view["position"][sentinel].tolist()
    broad = [each for each in picture.ring_batches if each.width > 0.1 and np.allclose(each.place[0, [0, 2]], (x, z))]
    assert len(broad) == 1
    session.world.view["life"][sentinel] = DEAD
    assert not any(plate.is_foremost for plate in draw_list(session).plates)


def test_the_players_friends_yield_and_nobody_else(session):
    yielding = {
        entity
        for part in draw_list(session).instances
        if part.yields is not None
        for entity, yields in zip(part.entity, part.yields, strict=True)
        if yields
    }
    assert yielding == {"aria", "lyra", "kael"}


def test_the_hud_says_why_the_victory_waits(session):
    session.world.view["victory_hold"][0] = 1
    assert "No victory while an anchor is critical" in rows(session, "threads")


def test_threads_tie_the_anchors_in_editing_and_in_play(session):
    edited = draw_list_of(shipped_view("veilweaver", "echo_grove", "tutorial"))
    assert len(edited.ribbons) == 6
    assert len(draw_list(session).ribbons) == 6
    assert len([label for label in draw_list(session).labels if label.text.startswith("Anchor of")]) == 3


def test_threads_grow_thin_as_an_anchor_frays(session):
    before = draw_list(session).ribbons[0].width
    session.world.view["anchor_stability"][0, 1] = 0.25
    assert draw_list(session).ribbons[0].width < before


def test_a_fight_shows_its_shots_and_shockwaves(session):
    shots, circles = 0, 0
    for _ in range(900):
        session.step()
        if session.tick % 5 == 0:
            picture = draw_list(session)
            shots = max(shots, len(picture.ribbons) - 6)
            circles = max(circles, len(picture.telegraphs))
    assert shots > 0
    assert circles == 1
    assert session.findings == []


def test_looking_changes_nothing(session):
    other = Session(echo_grove(), seed=7, autopilot="expert")
    for _ in range(120):
        session.step()
        draw_list(session, 0.5)
        other.step()
    assert session.digest() == other.digest()


def test_what_must_not_happen_stands_last_with_a_shield_in_place_of_a_box(session):
    shown = [(row.label, row.glyph) for row in rows(session, "objectives").values()]
    assert shown[-1] == ("Talren must not stay down for 8 seconds", "shield")
    assert {glyph for _, glyph in shown[:-1]} == {""}
