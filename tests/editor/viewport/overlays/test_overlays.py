"""Overlays: each draws something real, and the legend tells of it."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.core.editor import Editor
from editor.viewport.overlays import OverlayScene, find_overlays
from editor.viewport.overlays.distances import told as distance_told
from editor.viewport.overlays.goals import GOALS, nearest, strongest_goal, told
from editor.viewport.overlays.paths import border_lines
from editor.viewport.picture.source import PictureSource
from editor.viewport.view_state import ViewState
from editor.viewport.widget import ViewportWidget
from engine.nav.grid import nav_grid
from engine.play.running.session import Session
from engine.present.draw_list import DrawList, Plate
from tests.projects.shipped import echo_grove, shipped_view


def test_every_overlay_has_a_question_and_a_legend() -> None:
    overlays = find_overlays()

    assert {overlay.id for overlay in overlays} >= {"colliders", "paths", "perception", "goals", "areas", "names"}
    assert all(overlay.question.endswith("?") and overlay.legend for overlay in overlays)
    assert all(row.help.endswith(".") for overlay in overlays for row in overlay.legend)


@pytest.mark.parametrize("overlay", ["colliders", "paths", "perception"])
def test_an_overlay_adds_lines_and_takes_them_away_again(editor: Editor, overlay: str) -> None:
    state = ViewState()
    source = PictureSource(editor, state)
    bare = source.picture()
    assert not bare.lines

    state.toggle_overlay(overlay)
    laid_over = source.picture()
    assert len(laid_over.lines) + len(laid_over.areas) + len(laid_over.ring_batches) + len(laid_over.line_batches) > 0

    state.toggle_overlay(overlay)
    again = source.picture()
    assert not again.lines
    assert not again.areas
    assert not again.ring_batches
    assert not again.line_batches


def test_perception_follows_the_selection(editor: Editor) -> None:
    source = PictureSource(editor, ViewState(frozenset({"perception"})))
    hostile_only = source.picture()
    assert max(np.array(hostile_only.lines[0].points)[:, 0]) > 3.0

    editor.selection.set(["guard"])
    cone, hearing = source.picture().lines

    reach = np.hypot(*(np.array(cone.points)[:, [0, 2]] - [-3.0, 0.0]).T)
    assert reach.max() == pytest.approx(8.0, abs=0.01)
    assert len(hearing.points) > len(cone.points)


def test_names_and_areas_can_be_switched_off(editor: Editor) -> None:
    state = ViewState(frozenset({"names", "areas"}))
    source = PictureSource(editor, state)
    assert source.picture().plates
    assert source.picture().areas

    state.toggle_overlay("names")
    state.toggle_overlay("areas")
    assert not source.picture().plates
    assert not source.picture().areas


def test_the_border_of_the_walkable_ground_runs_round_obstacles(editor: Editor) -> None:
    lines = border_lines(nav_grid(editor.view).grid)

    points = np.array([point for line in lines for point in line.points])
    near_boulder = np.hypot(points[:, 0], points[:, 2] + 6.0) < 3.5
    assert near_boulder.sum() >= 8


def test_the_strongest_goal_is_told_in_words() -> None:
    assert strongest_goal(["hold_position=0.5", "defeat_enemies=2.0", "nonsense=x"]) == "Defeat enemies"
    assert strongest_goal([]) == ""


def test_an_unchanged_scene_gives_the_same_picture_object(editor: Editor) -> None:
    source = PictureSource(editor, ViewState())

    assert source.picture() is source.picture()


def test_a_size_that_makes_no_ground_still_gives_a_picture(editor: Editor) -> None:
    from engine.document import Path, Set

    path = Path("scenes/yard", ("terrain", "size_m"))
    editor.run(Set(path=path, old=40.0, new=0.1))

    assert PictureSource(editor, ViewState()).picture().ground is None


def test_an_overlay_that_fails_is_left_out_and_told_of(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.viewport.overlays import Overlay, Swatch
    from editor.viewport.picture import source as picture_source

    def fail(*_: object) -> None:
        raise ValueError("no such column")

    broken = Overlay("broken", "Broken", "Does it break?", "bug", fail, (Swatch("x", "#ffffff"),))
    monkeypatch.setattr(picture_source, "find_overlays", lambda: (broken, *find_overlays()))
    source = PictureSource(editor, ViewState(frozenset({"broken", "perception"})))

    assert source.picture().lines
    assert any('"Broken" failed' in line.text for line in editor.log.lines)


def test_each_agents_plate_says_what_its_columns_say() -> None:
    # Given the grove a second into the fight, played by the autopilot
    session = Session(echo_grove(), 7, autopilot="expert")
    for _ in range(70):
        session.step(())
    # When the overlay lays goals over a picture that has a plate for Kael
    picture = DrawList(plates=[Plate("kael", "Kael", "approach", (0.0, 2.0, 0.0), 0.5, "party")])
    GOALS.add(OverlayScene(session.compiled.view, session, None, ()), picture)
    # Then each agent who is up is told of once, on the plate that is there or on one of its own
    rows, mind = session.world.view, session.mind
    up = np.flatnonzero((rows["life"] == 1) & (rows["agent_profile"] >= 0))
    plates = {plate.entity: plate for plate in picture.plates}
    assert len(plates) == len(picture.plates) == len(up)
    for row in up.tolist():
        plate = plates[session.compiled.entity_of_row[row][0]]
        text = plate.subtitle if plate.entity == "kael" else plate.title
        goal, action = int(rows["goal"][row]), int(rows["action"][row])
        names = (
            mind.domain.actions[action].name if action >= 0 else "",
            mind.domain.goals[goal].name if goal >= 0 else "",
        )
        assert text == told(*(name.replace("_", " ").capitalize() for name in names))
        assert plate.tone == ("normal" if goal >= 0 else "bad")
    assert plates["kael"].title == "Kael"
    # And whoever is led by hand is told nothing of
    rows["autopilot"][0] = 0
    by_hand = DrawList()
    GOALS.add(OverlayScene(session.compiled.view, session, None, ()), by_hand)
    assert set(plates) - {plate.entity for plate in by_hand.plates} == {
        session.compiled.entity_of_row[row][0] for row in up.tolist() if rows["is_player"][row]
    }
    session.close()


def test_what_stands_on_plates_is_no_line_in_the_legend() -> None:
    assert [swatch.line for swatch in GOALS.legend] == ["plate", "dashed plate", "dashed plate"]


def test_waiting_and_no_plan_are_said_in_words() -> None:
    assert told("Taunt", "Protect player", is_waiting=True) == "Taunt → Protect player, waits to plan"
    assert (told("", ""), told("", "Survive"), told("Evade", "Evade")) == ("No plan", "Wants survive", "Evade")


def test_of_a_crowd_the_nearest_are_told_of() -> None:
    places = np.array([(float(x), 0.0, 0.0) for x in range(200)], dtype=np.float32)
    assert nearest(places, (120.0, 0.0, 0.0), 3).tolist() == [119, 120, 121]
    assert len(nearest(places[:5], None, 60)) == 5


def test_while_editing_the_strongest_goal_stands_on_the_plate() -> None:
    view = shipped_view("veilweaver", "echo_grove", "tutorial")
    picture = DrawList(plates=[Plate("kael", "Kael", "", (0.0, 2.0, 0.0), 1.0, "party")])
    GOALS.add(OverlayScene(view, None, None, ()), picture)
    plates = {plate.entity: plate for plate in picture.plates}
    assert (plates["kael"].title, plates["kael"].subtitle) == ("Kael", "Wants most: evade")
    heaviest = strongest_goal(view.get("lyra").components["agent"].goals)
    assert plates["lyra"].title == f"Wants most: {heaviest.lower()}"


def test_the_legend_is_grouped_and_each_row_tells_what_it_means(viewport: ViewportWidget) -> None:
    viewport.state.toggle_overlay("paths")
    viewport.editor.settings.set("view.legend", "open")
    viewport.grab()
    tips = viewport.legend.tips
    on = viewport.state.overlays
    shown = [overlay for overlay in find_overlays() if overlay.id in on and not overlay.is_of_proposal]
    assert [text for _, text in tips][1:] == [row.help for overlay in shown for row in overlay.legend]
    for box, text in tips:
        assert viewport.tip_at(box.center().x(), box.center().y()) == text
    assert viewport.tip_at(viewport.width() / 2, 2.0) == ""
    gaps = [after.top() - before.bottom() for (before, _), (after, _) in pairwise(tips)]
    assert sum(gap > 2.0 for gap in gaps) == len(shown), "a heading stands above each overlay's rows"
    assert viewport.chips.overlays.text() == f"Overlays {len(shown)}"
    assert viewport.chips.overlays.toolTip().endswith(f"On: {', '.join(overlay.title for overlay in shown)}")


def test_weaves_show_what_each_thread_touches_and_the_budget() -> None:
    view = shipped_view("veilweaver", "causeway", "causeway")
    picture = DrawList()
    next(each for each in find_overlays() if each.id == "weaves").add(OverlayScene(view, None, None, ()), picture)

    threads = [entity.id for entity in view.with_component("weave")]
    assert [area.entity for area in picture.areas if area.shape == "circle"] == threads
    assert [plate.entity for plate in picture.plates] == threads
    assert len(picture.lines) == sum(1 for _ in view.with_component("woven"))
    assert picture.notes == [
        "Terrain budget: 2; all threads together would take 3",
        "Weather budget: 1; all threads together would take 1",
    ]


def test_weaves_say_that_a_scene_has_none() -> None:
    picture = DrawList()
    view = shipped_view("veilweaver", "echo_grove", "tutorial")
    next(each for each in find_overlays() if each.id == "weaves").add(OverlayScene(view, None, None, ()), picture)

    assert picture.notes == ["Weaves: none in this scene and encounter"]


def test_distances_are_told_between_what_is_selected(editor: Editor) -> None:
    source = PictureSource(editor, ViewState(frozenset({"distances"})))
    assert source.picture().notes == ["Select two or more things"]

    editor.selection.set(["guard", "raider"])
    picture = source.picture()
    assert [label.text for label in picture.labels] == ["6.00 m"]

    editor.selection.set(["guard", "raider", "boulder", "pillar"])
    picture = source.picture()
    assert [label.text for label in picture.labels] == ["6.00 m", "6.71 m", "6.00 m"]
    assert picture.notes == ["4 things, 18.71 m from the first to the last"]
    assert distance_told((0.0, 0.0, 0.0), (3.0, -1.5, 4.0)) == "5.00 m, 1.50 m lower"


def test_a_legend_in_the_way_folds_to_a_chip_until_it_is_asked_for(viewport: ViewportWidget) -> None:
    viewport.editor.settings.reset("view.legend")
    viewport.resize(420, 300)
    viewport.grab()
    legend = viewport.legend
    assert legend.box is not None
    assert legend.is_folded
    chip = legend.box
    assert chip.width() * chip.height() < 0.05 * viewport.width() * viewport.height()
    for beside in (4, 0):  # of a move to where the pointer is already, nobody would be told
        QTest.mouseMove(viewport, chip.center().toPoint() + QPoint(beside, 0))
    viewport.grab()
    assert legend.box.height() > 3 * chip.height(), "it unfolds under the pointer"
    QTest.mouseMove(viewport, QPoint(viewport.width() - 5, 5))
    viewport.grab()
    assert legend.box == chip
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=chip.center().toPoint())
    viewport.grab()
    assert viewport.editor.settings.view.legend == "open"
    assert not legend.is_folded
    corner = legend.box.topRight().toPoint() + QPoint(-6, 6)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=corner)
    assert viewport.editor.settings.view.legend == "folded"
    viewport.resize(1600, 900)
    viewport.grab()
    assert legend.is_folded, "what was chosen holds at every size"
