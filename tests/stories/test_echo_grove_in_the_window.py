"""Veilweaver opened, edited by mouse and keyboard, saved, opened again and won by the autopilot, in the real window."""

import pytest

STALKER, OTHER = "stalker_01", "stalker_02"


def test_stalkers_are_moved_the_grove_is_saved_won_and_left_as_it_was(designer, veilweaver):
    # Given Veilweaver, open in the window
    designer.open(veilweaver)
    untouched = designer.documents()
    designer.picture("grove_1_opened")
    before = {id: designer.value(id, "transform.position") for id in (STALKER, OTHER)}
    # When one Stalker is moved by its gizmo and another by typing
    designer.select(STALKER)
    designer.press("W", designer.viewport)
    designer.press("F", designer.viewport)
    designer.drag_gizmo("x", 2.0)
    moved = designer.value(STALKER, "transform.position")
    assert moved == pytest.approx((before[STALKER][0] + 2.0, *before[STALKER][1:]), abs=0.26)
    designer.select(OTHER)
    designer.type_in_inspector("transform.position.z", "-5.5")
    assert designer.written(OTHER, "transform.position") == pytest.approx([*before[OTHER][:2], -5.5])
    edited = designer.documents()
    designer.picture("grove_2_edited")
    # Then both are single steps that can be taken back and done again
    designer.press("Ctrl+Z")
    designer.press("Ctrl+Z")
    assert designer.documents() == untouched
    designer.press("Ctrl+Shift+Z")
    designer.press("Ctrl+Y")
    assert designer.documents() == edited
    # And saving writes what was seen, which opening again reads
    designer.wait(designer.window.isWindowModified)
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.window.isWindowModified())
    assert designer.files() == edited
    designer.press("Ctrl+W")
    assert designer.editor.document is None
    designer.open(veilweaver)
    assert designer.window.toolbar.isVisible()
    assert designer.value(STALKER, "transform.position") == moved
    designer.picture("grove_3_reopened")
    # When the autopilot plays it to the end
    designer.choose("Play", "Autopilot skill", "Expert")
    designer.press("F4")
    designer.play()
    designer.play_for(6.0)
    designer.picture("grove_4_played")
    designer.play_until("victory")
    designer.wait(lambda: designer.told_at_the_end().startswith("Victory"))
    designer.picture("grove_5_won")
    # Then stopping brings back the scene that was saved, byte by byte
    designer.stop()
    assert designer.documents() == edited == designer.files()
    assert not designer.editor.is_dirty
    assert not designer.editor.undo.can_undo


def is_sent_walking(designer):
    return bool(designer.editor.play.session.world.view["input_move"].any())


def test_play_gives_the_keyboard_to_the_game_and_escape_takes_it_back(designer, veilweaver):
    # Given Veilweaver, and the keyboard in the outliner
    designer.open(veilweaver)
    designer.select(STALKER)
    # When Play is pressed, W walks at once instead of choosing the move tool
    designer.press("F5")
    designer.wait(lambda: designer.editor.play.session is not None)
    assert designer.viewport.hasFocus()
    with designer.held("W"):
        designer.wait(lambda: is_sent_walking(designer))
    designer.wait(lambda: not is_sent_walking(designer))
    # Then Escape lets go, and the keys are the editor's again
    designer.press("Escape")
    assert not designer.viewport.is_captured
    designer.stop()
    assert designer.editor.selection.ids == (STALKER,)
