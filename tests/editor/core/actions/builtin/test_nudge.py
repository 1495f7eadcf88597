"""Keys move and turn what is selected by a step, each press one entry of the history."""

import pytest

from editor.core.editor import Editor


@pytest.mark.parametrize(
    ("way", "place"),
    [("left", (0.5, 0.0, 2.0)), ("right", (1.5, 0.0, 2.0)), ("away", (1.0, 0.0, 1.5)), ("near", (1.0, 0.0, 2.5)),
     ("up", (1.0, 0.5, 2.0)), ("down", (1.0, -0.5, 2.0))],
)  # fmt: skip
def test_a_nudge_moves_by_a_step_and_can_be_taken_back(editor: Editor, texts, way, place):
    before = texts()
    editor.selection.set(["kael"])
    editor.actions.run(f"nudge.{way}")
    assert editor.view.entity("kael").components["transform"].position == place
    assert [entry.sentence for entry in editor.undo.entries] == ["Nudge Kael"]
    editor.undo.undo()
    assert texts() == before


def test_a_turn_goes_about_each_by_itself(editor: Editor):
    editor.selection.set(["kael", "lyra"])
    editor.actions.run("nudge.turn_left")
    editor.actions.run("nudge.turn_left")
    editor.actions.run("nudge.turn_right")
    for name, x in (("kael", 1.0), ("lyra", -1.0)):
        transform = editor.view.entity(name).components["transform"]
        assert (transform.position[0], transform.rotation[1]) == (x, 15.0)


def test_what_has_no_place_is_told(editor: Editor):
    said: list[str] = []
    editor.said.connect(said.append)
    editor.selection.set(["win"])
    editor.actions.run("nudge.left")
    assert said[-1] == "Nothing of the selection has a place that can be changed."
