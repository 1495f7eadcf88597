"""Things are copied, lined up, spread and grouped by hand, a fight is watched from afar, and all of it is undone."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
STALKERS = ("stalker_01", "stalker_02", "stalker_03", "stalker_04")


@pytest.fixture
def grove(designer, veilweaver):
    """Echo Grove in front of the designer."""
    designer.open(veilweaver)
    return designer


def along(designer, axis):
    return [round(designer.value(name, "transform.position")[axis], 3) for name in STALKERS]


def pull_copy(designer, axis, metres):
    """Hold Alt, take the shaft of the gizmo's axis and pull."""
    viewport, number = designer.viewport, "xyz".index(axis)
    gizmo = viewport.interaction.gizmo()
    unit = gizmo.unit(viewport.camera(), viewport.height())
    shaft = np.array(gizmo.place) + gizmo.axis(number) * unit * 0.7
    start, stop = designer.spot_of(shaft), designer.spot_of(shaft + gizmo.axis(number) * metres)
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, ALT, start)
    for share in (0.5, 1.0):
        QTest.mouseMove(viewport, start + (stop - start) * share)
    designer.picture("copy_in_hand")
    QTest.mouseRelease(viewport, LEFT, ALT, stop)


def test_line_up_spread_copy_group_and_take_it_all_back(grove):
    designer = grove
    before = designer.documents()
    designer.select(*STALKERS)
    designer.choose("Entity", "Align", "Z, as the last selected")
    assert len(set(along(designer, 2))) == 1
    order = np.argsort(along(designer, 0))
    designer.choose("Entity", "Distribute", "Along X")
    row = along(designer, 0)
    assert np.ptp(np.diff(sorted(row))) < 2e-3
    assert (np.argsort(row) == order).all()
    designer.choose("View", "Overlay", "Distances")
    designer.picture("in_a_row")

    designer.select("stalker_01")
    pull_copy(designer, "x", 3.0)
    (copy,) = designer.editor.selection.ids
    assert copy not in before["encounters/tutorial"].decode()
    assert designer.value(copy, "transform.position")[0] != designer.value("stalker_01", "transform.position")[0]

    designer.select("stalker_01", copy)
    designer.choose("Entity", "Face", "Each other")
    designer.press("Ctrl+G", designer.viewport)
    (group,) = designer.editor.selection.ids
    assert {child.id for child in designer.editor.view.children(group)} == {"stalker_01", copy}
    designer.press("Ctrl+Shift+G", designer.viewport)
    assert designer.editor.view.get(group) is None
    designer.picture("group_taken_apart")

    assert len(designer.editor.undo.entries) == 6
    for _ in range(6):
        designer.press("Ctrl+Z", designer.viewport)
    assert designer.documents() == before


def test_a_fight_is_watched_from_afar_asked_why_and_begun_again_elsewhere(grove):
    designer = grove
    viewport, before = designer.viewport, designer.documents()
    designer.select("kael")
    designer.editor.tools.go_to(2.0, -4.0)
    designer.wait(lambda: abs(designer.editor.tools.spot[0] - 2.0) < 0.6)
    designer.press("Ctrl+Alt+F5")
    designer.wait(lambda: designer.editor.play.session is not None)
    designer.play_for(0.5)

    designer.press("Delete")
    (toast,) = designer.window.toasts.shown
    assert toast.accessibleName() == "Delete. Stop playing first."
    designer.press("F8")
    viewport.navigation.orbit(160.0, 40.0)
    viewport.navigation.zoom(-6.0)
    designer.play_for(0.2)
    designer.picture("watched_from_afar")
    left, top, wide, high = viewport.inset.rect
    QTest.mouseClick(viewport, LEFT, pos=QPoint(round(left + wide / 2), round(top + high / 2)))
    assert not viewport.is_ejected

    designer.press("Ctrl+Alt+Q")
    designer.wait(lambda: designer.panel("goap_inspector") is not None)
    designer.wait(designer.panel("goap_inspector").isVisible)
    designer.picture("why_in_author")
    designer.stop()
    designer.press("Alt+Shift+F5")
    designer.wait(lambda: designer.editor.play.session is not None)
    designer.play_for(0.1)
    session = designer.editor.play.session
    x, _, z = session.world.view["position"][session.compiled.row_of("talren")]
    assert np.hypot(x - 2.0, z + 4.0) < 1.5
    designer.stop()
    assert designer.documents() == before
