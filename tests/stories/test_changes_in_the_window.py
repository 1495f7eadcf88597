"""A designer looks at what was changed since the last save, sees it in the scene, and takes one part of it back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

LEFT = Qt.MouseButton.LeftButton


def rows(tree):
    """Every visible row as (change, was, is now), from the top down."""
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(tuple(index.siblingAtColumn(column).data() or "" for column in range(3)))
        index = tree.indexBelow(index)
    return found


def click(tree, title, modifier=Qt.KeyboardModifier.NoModifier):
    """Click the row that begins so."""
    index = tree.model().index(0, 0)
    while index.isValid() and index.data() != title:
        index = tree.indexBelow(index)
    assert index.isValid(), f"{title}: not among {rows(tree)}"
    QTest.mouseClick(tree.viewport(), LEFT, modifier, tree.visualRect(index).center())


def test_changes_are_listed_shown_and_taken_back_one_by_one(designer, veilweaver):
    # Given a stalker that was moved and healed, and a barricade that is gone
    designer.open(veilweaver)
    start = designer.documents()
    designer.select("stalker_01")
    designer.type_in_inspector("health.maximum", "90")
    designer.drag_gizmo("x", 2.0)
    stood = designer.value("stalker_01", "transform.position")
    designer.select("barricade_west")
    designer.press("Del", designer.viewport)
    # When the Review workspace is shown
    designer.choose("View", "Workspace", "Review")
    designer.wait(lambda: designer.panel("changes") is not None and designer.panel("changes").isVisible())
    panel = designer.panel("changes")
    designer.wait(lambda: panel.tree.model().rowCount())
    designer.picture("changes_1_listed")
    # Then each difference stands there with what it was and what it is
    listed = rows(panel.tree)
    titles = [row[0] for row in listed]
    assert ("Health maximum", "60 hp", "90 hp") in listed
    assert ("Position", "(-2.2, 0, -2.4) m", "(-0.2, 0, -2.4) m") in listed
    assert "West barricade" in titles
    # And ghosts show in the scene where things stood
    assert panel.ghosts.isChecked()
    picture = designer.viewport.source.picture()
    assert sum(part.ghost for part in picture.instances) == 2
    designer.picture("changes_2_ghosts")
    # When the barricade's row is taken back
    click(panel.tree, "West barricade")
    QTest.mouseClick(panel.back, LEFT)
    designer.wait(lambda: "West barricade" not in [row[0] for row in rows(panel.tree)])
    # Then it is back, and the rest stays
    assert designer.editor.view.get("barricade_west") is not None
    assert designer.value("stalker_01", "transform.position") == stood
    assert designer.value("stalker_01", "health.maximum") == 90.0
    # When all of the encounter's file is taken back by its row, the project is as it was
    click(panel.tree, "Encounter: Echo Grove")
    QTest.mouseClick(panel.back, LEFT)
    designer.wait(lambda: not panel.tree.model().rowCount())
    assert designer.documents() == start
    designer.picture("changes_3_nothing")
    # And undo brings every step back, down to the start
    designer.press("Ctrl+Z", designer.viewport)
    assert designer.value("stalker_01", "health.maximum") == 90.0
    while designer.editor.undo.index:
        designer.press("Ctrl+Z", designer.viewport)
    assert designer.documents() == start
