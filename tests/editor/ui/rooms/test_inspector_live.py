"""The inspector while a copy plays: what agents think with can be changed, by a word or a drag, and nothing else."""

from collections.abc import Iterator

import pytest

from editor.core.builtin import install
from editor.core.editor import Editor
from editor.ui.fields.change import To
from editor.ui.fields.words import Numbered
from editor.ui.rooms.authoring import WHY_LOCKED
from editor.ui.rooms.history.model import HistoryModel
from editor.ui.rooms.inspector.model import InspectorModel
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
    health = row(model, "health.current")
    assert model.state(health).why_not == WHY_LOCKED
    said: list[str] = []
    model.editor.said.connect(said.append)
    model.editing(health).edit(To(5.0))

    assert said == ["Stop playing first; a running copy is on the screen."]
    assert not model.editor.undo.entries
