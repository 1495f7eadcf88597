"""Numbers are tuned in play through the inspector, felt by the running copy at once, and two of three are kept."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.ui.play.keep_dialog import KeepEditsDialog

LEFT = Qt.MouseButton.LeftButton
TUNED = {"health.maximum": ("health_max", 260.0), "melee.damage": ("melee_damage", 33.0), "body.speed": ("speed", 6.5)}


@pytest.fixture
def at_kael(designer, veilweaver):
    """Kael in front of the designer, in Echo Grove."""
    designer.open(veilweaver)
    designer.select("kael")
    return designer


def column(designer, name):
    """What the running copy has for Kael."""
    session = designer.editor.play.session
    return float(session.world.view[name][session.compiled.row_of("kael")])


def test_three_numbers_are_tuned_in_play_and_two_of_them_kept(at_kael):
    designer = at_kael
    before = designer.documents()
    stated = {key: designer.value("kael", key) for key in TUNED}
    designer.play()
    designer.play_for(0.5)

    for key, (name, value) in TUNED.items():
        designer.type_in_inspector(key, f"{value:g}")
        designer.play_for(0.1)
        assert column(designer, name) == value, "the copy goes on with it from its next tick"
    designer.picture("tuned_in_play")
    assert designer.editor.play.tunes.count == 3
    assert designer.documents() == before, "the scene waits for what is kept"

    asked = []

    def keep_two(dialog):
        designer.picture_of(dialog, "keep_which")
        titles = [box.text() for box in dialog.boxes]
        asked.extend(titles)
        speed = next(box for box in dialog.boxes if "body" in box.text())
        QTest.mouseClick(speed, LEFT, pos=QPoint(8, speed.height() // 2))
        assert dialog.keep_button.text() == "Keep 2 of 3"
        QTest.mouseClick(dialog.keep_button, LEFT)

    designer.in_dialog(KeepEditsDialog, keep_two, designer.stop)

    assert len(asked) == 3
    assert designer.value("kael", "health.maximum") == 260.0
    assert designer.value("kael", "melee.damage") == 33.0
    assert designer.value("kael", "body.speed") == stated["body.speed"]
    assert [entry.sentence for entry in designer.editor.undo.entries] == ["Keep 2 edits of the run"]
    designer.picture("two_are_kept")

    designer.window.setFocus()
    designer.press("Ctrl+Z")
    assert designer.documents() == before
    assert {key: designer.value("kael", key) for key in TUNED} == stated
