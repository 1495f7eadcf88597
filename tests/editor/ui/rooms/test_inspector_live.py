"""The inspector while a copy plays: what agents think with can be changed, by a word or a drag, and nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.ui.fields.change import To
from editor.ui.fields.words import Numbered
from editor.ui.kit.buttons import ToolButton
from editor.ui.rooms.authoring import WHAT_IS_LIVE, WHY_LOCKED
from editor.ui.rooms.history.model import HistoryModel
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.row import WHOLE_LIST
from editor.ui.rooms.inspector.view import InspectorView
from editor.ui.rooms.problems.model import ProblemsModel
from engine.document import Finding, Path, Set
from engine.play.commands import Tune
from engine.resources import samples_folder


@pytest.fixture
def model() -> Iterator[InspectorModel]:
    """Kael, selected in Echo Grove, of which a copy is paused before its first tick."""
    editor = Editor()
    install(editor)
    editor.warm_up.is_enabled = False
    editor.open_project(samples_folder() / "veilweaver", trusted=True)
    editor.selection.set(["kael"])
    editor.play.start(seed=1)
    editor.play.pause()
    shown = InspectorModel(editor)
    yield shown
    shown.close()
    editor.shut_down()


def row(model: InspectorModel, key: str):
    return next(row for section in model.form.sections for row in section.rows if row.key == key)


def told(model: InspectorModel) -> str:
    model.editor.play.step()
    return next(line.text for line in reversed(model.editor.log.lines) if line.source == "play")


def test_a_cost_is_typed_and_dragged_and_taken_back_while_the_copy_plays(model: InspectorModel):
    actions = row(model, "agent.actions")
    assert model.state(actions).why_not == ""
    model.editing(actions).edit(Numbered("taunt", 0, To(6.0)))
    assert told(model) == "Kael: taunt costs 6 now"
    assert model.editor.undo.entries[-1].sentence == "Set the cost of Taunt of Kael to 6"

    drag = model.editing(actions)
    drag.begin()
    for value in (7.0, 8.0):
        drag.preview(Numbered("taunt", 0, To(value)))
        assert told(model) == f"Kael: taunt costs {value:g} now"
    drag.commit()
    model.editor.actions.run("edit.undo")
    assert told(model) == "Kael: taunt costs 6 now"

    history = HistoryModel(model.editor)
    opened = list(history.rows())[-1]
    assert history.why_not(opened) == ""
    history.jump(opened)
    assert told(model) == "Kael: taunt costs 1 now"
    history.close()


def test_everything_else_waits_for_the_end_of_play(model: InspectorModel):
    side = row(model, "team.side")
    assert model.state(side).why_not == WHY_LOCKED
    said: list[str] = []
    model.editor.said.connect(said.append)
    model.editing(side).edit(To("hostile"))

    assert said == ["Stop playing first; a running copy is on the screen."]
    assert not model.editor.undo.entries


def test_numbers_are_tuned_in_the_copy_and_the_document_stays_as_it_is(model: InspectorModel):
    editor = model.editor
    before = editor.document.text("scenes/echo_grove"), editor.document.revision
    health, reach = row(model, "health.current"), row(model, "melee.reach")
    assert [model.state(each).why_not for each in (health, reach)] == ["", ""]
    model.editing(health).edit(To(55.0))
    assert model.state(health).running == 55.0, "what the next tick takes over is shown while it is paused"
    drag = model.editing(reach)
    drag.begin()
    for value in (2.5, 3.5):
        drag.preview(To(value))
    drag.commit()
    editor.play.step()

    view = editor.play.session.world.view
    kael = editor.play.session.compiled.row_of("kael")
    assert (float(view["health"][kael]), float(view["melee_reach"][kael])) == (55.0, 3.5)
    assert editor.play.history.said_at(0)[-2:] == (
        Tune("kael", "health.current", 55.0),
        Tune("kael", "melee.reach", 3.5),
    )
    assert (editor.document.text("scenes/echo_grove"), editor.document.revision) == before
    assert not editor.undo.entries
    assert editor.play.tunes.count == 2


def test_a_drag_that_is_given_up_and_a_revert_take_the_number_back(model: InspectorModel):
    editor = model.editor
    reach = row(model, "melee.reach")
    was = model.state(reach).value
    drag = model.editing(reach)
    drag.begin()
    drag.preview(To(3.5))
    drag.cancel()
    assert editor.play.tunes.count == 0
    model.editing(reach).edit(To(3.5))
    assert editor.play.tunes.count == 1
    assert model.state(reach).can_revert
    model.revert(reach)
    assert not model.state(reach).tuned
    assert model.state(reach).running == was
    assert editor.play.tunes.count == 0


def test_undo_takes_a_tuned_number_back_before_anything_older_and_redo_tunes_it_again(model: InspectorModel):
    editor = model.editor
    model.editing(row(model, "agent.actions")).edit(Numbered("taunt", 0, To(6.0)))
    reach = row(model, "melee.reach")
    was = model.state(reach).running
    model.editing(reach).edit(To(2.5))
    editor.play.step()
    drag = model.editing(reach)
    drag.begin()
    for value in (3.0, 3.5):
        drag.preview(To(value))
        editor.play.step()
    drag.commit()
    assert editor.actions.title("edit.undo") == "Undo Tune Kael's melee reach to 3.5 m"

    editor.actions.run("edit.undo")
    assert model.state(reach).running == 2.5, "a drag is one step"
    editor.play.step()
    editor.actions.run("edit.undo")
    assert model.state(reach).running == pytest.approx(was)
    assert editor.actions.title("edit.redo") == "Redo Tune Kael's melee reach to 2.5 m"
    assert editor.actions.title("edit.undo") == "Undo Set the cost of Taunt of Kael to 6"
    editor.actions.run("edit.redo")
    assert model.state(reach).running == 2.5

    model.editing(row(model, "agent.actions")).edit(Numbered("taunt", 0, To(7.0)))
    editor.actions.run("edit.undo")
    assert model.state(reach).running == 2.5, "what was changed last is taken back first"
    assert editor.actions.title("edit.undo") == "Undo Tune Kael's melee reach to 2.5 m"
    assert told(model) == "Kael: taunt costs 6 now"
    editor.play.stop()
    assert editor.actions.title("edit.undo") == "Undo Set the cost of Taunt of Kael to 6"


def test_a_number_tuned_in_a_future_that_is_not_shown_is_not_taken_back(model: InspectorModel):
    editor = model.editor
    editor.play.step()
    model.editing(row(model, "melee.reach")).edit(To(3.5))
    editor.play.step()
    assert editor.actions.enabled("edit.undo") == (True, "")
    editor.play.seek(0)
    assert editor.actions.enabled("edit.undo") == (False, "Nothing to undo.")


def test_a_number_out_of_range_is_not_taken_and_the_range_is_told(model: InspectorModel):
    said: list[str] = []
    model.editor.said.connect(said.append)
    model.editing(row(model, "melee.reach")).edit(To(-2.0))

    assert len(said) == 1
    assert said[0].startswith("Reach can't be -2; expected ")
    assert model.editor.play.tunes.count == 0


def test_problems_repair_while_a_copy_plays_what_it_takes_over_and_nothing_else(model: InspectorModel):
    editor = model.editor
    document = editor.document
    assert document is not None
    actions, name = (Path.entity("scenes/echo_grove", "kael", *inner) for inner in (("agent", "actions"), ("name",)))
    live = Set(path=actions, old=document.value(actions), new=["taunt=6.0"])
    still = Set(path=name, old=document.value(name), new="Kyle")
    editor.findings.replace(
        "rules",
        [
            Finding("dear", "warning", "Kael: it is cheap", actions, "kael", (live,), "Use 6", (("Rename", (still,)),)),
            Finding("named", "hint", "Kael: an odd name", name, "kael", (still,), "Rename"),
        ],
    )
    problems = ProblemsModel(editor)
    dear, named = problems.rows()
    said: list[str] = []
    editor.said.connect(said.append)
    problems.fix(named)
    problems.fix_otherwise(dear, 0)
    editor.said.disconnect(said.append)
    assert said == [WHY_LOCKED, WHY_LOCKED], "a repair that can't be made now says why"
    assert [title for title, _ in problems.ways(dear)] == ["Use 6", "Rename"]
    assert (problems.fix_kind(named), editor.undo.index) == (0, 0)
    assert problems.why_not(named.fix) == WHY_LOCKED

    assert problems.why_not((*dear.fix, *named.fix)) == WHY_LOCKED
    assert problems.why_not(dear.fix) == ""
    problems.fix(dear)
    assert document.value(actions) == ["taunt=6.0"]
    problems.close()


def test_in_play_the_inspector_says_what_can_be_changed_and_what_a_list_of_its_own_means(model: InspectorModel, show):
    view = show(InspectorView, model, 336)
    note, running = (part for part in view.header.play.findChildren(QLabel) if part.text())
    assert (note.text(), running.text()) == (WHAT_IS_LIVE, "Running value")
    for part in (note, running):
        right = part.mapTo(view, part.rect().topRight()).x()
        assert right < view.width()
        assert part.height() >= part.heightForWidth(part.width())

    assert not _arrows(view)
    model.editing(row(model, "agent.actions")).edit(Numbered("taunt", 0, To(6.0)))
    view.show_values()
    assert [tip.partition("\n")[0] for tip in _arrows(view)] == ["Revert actions to the prefab's value"]


def test_a_number_that_was_typed_stays_in_its_field_while_the_copy_plays(model: InspectorModel, show):
    view = show(InspectorView, model, 336)
    field = next(section.rows["health.maximum"].field for section in view._shown if "health.maximum" in section.rows)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "20")
    QTest.keyClick(field, Qt.Key.Key_Return)
    model.editor.play.step()
    view.show_values()
    assert field.text() == "20.00"
    view.setFocus()
    field.clearFocus()
    assert field.text() == "20.00"
    field.setFocus()
    assert field.text() == "20.00"


def test_numbers_of_a_running_place_are_whole_in_narrow_fields(model: InspectorModel, show):
    session = model.editor.play.session
    assert session is not None
    row = session.compiled.row_of("kael")
    session.world.view["position"][row] = (-0.00019, -7.94e-05, -123.456)
    view = show(InspectorView, model, 290)
    view.show_values()
    field = next(s.rows["transform.position"].field for s in view._shown if "transform.position" in s.rows)
    x, y, z = field.axes
    assert (x.text(), y.text()) == ("0.00", "0.00")
    assert z.text().startswith("−123"), "fewer decimals, never a digit in front of them"
    assert z.fontMetrics().horizontalAdvance(z.text()) <= z.width() - z.textMargins().left()


def test_running_values_are_read_only_while_somebody_is_selected_who_has_them(model: InspectorModel, show):
    view = show(InspectorView, model, 290)
    assert view._running.isActive()

    model.editor.selection.clear()
    assert not view._running.isActive()

    model.editor.selection.set(["kael"])
    assert view._running.isActive()


def _arrows(view: InspectorView) -> list[str]:
    """The tips of the actions' buttons that tell what a list of its own means."""
    actions = next(section.rows["agent.actions"] for section in view._shown if "agent.actions" in section.rows)
    return [each.toolTip() for each in actions.findChildren(ToolButton) if WHOLE_LIST in each.toolTip()]
