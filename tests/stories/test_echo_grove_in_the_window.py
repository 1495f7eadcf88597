"""Veilweaver opened, edited by mouse and keyboard, saved, opened again and won by the autopilot, in the real window."""

import pytest

STALKER, OTHER = "stalker_01", "stalker_02"


def test_stalkers_are_moved_the_grove_is_saved_won_and_left_as_it_was(designer, veilweaver):
    # Given Veilweaver, open in the window
    designer.open(veilweaver)
    untouched = designer.documents()
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
    # Then both are single steps that can be taken back and done again
    designer.press("Ctrl+Z")
    designer.press("Ctrl+Z")
    assert designer.documents() == untouched
    designer.press("Ctrl+Shift+Z")
    designer.press("Ctrl+Shift+Z")
    assert designer.documents() == edited
    # And saving writes what was seen, which opening again reads
    designer.wait(designer.window.isWindowModified)
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.window.isWindowModified())
    assert designer.files() == edited
    designer.press("Ctrl+W")
    assert designer.editor.document is None
    designer.open(veilweaver)
    assert designer.value(STALKER, "transform.position") == moved
    # When the autopilot plays it to the end
    designer.choose("Play", "Autopilot skill", "Expert")
    designer.press("F4")
    designer.play()
    designer.play_until("victory")
    designer.wait(lambda: any(text.startswith("Victory") for text in designer.toasts()))
    # Then stopping brings back the scene that was saved, byte by byte
    designer.stop()
    assert designer.documents() == edited == designer.files()
    assert not designer.editor.is_dirty
    assert not designer.editor.undo.can_undo
