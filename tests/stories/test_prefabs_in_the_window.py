"""A designer makes a prefab from a stalker, changes one instance and all, asks who differs, and takes it all back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.rooms.inspector.override_list import OverrideList
from editor.ui.rooms.inspector.section import SectionWidget

LEFT = Qt.MouseButton.LeftButton


def health(designer, entity):
    return designer.value(entity, "health.maximum")


def header_menu(designer):
    return designer.panel("inspector").header.menu


def greenness(picture):
    """How many points of every fourth row and column are much greener than red and blue."""
    points = [picture.pixelColor(x, y) for x in range(0, picture.width(), 4) for y in range(0, picture.height(), 4)]
    return sum(each.green() > 1.5 * max(each.red(), each.blue()) for each in points)


def section_of(designer, component):
    sections = designer.panel("inspector").findChildren(SectionWidget)
    return next(each for each in sections if each.isVisible() and each.section.facts.id == component)


def test_a_prefab_is_made_changed_asked_about_and_taken_back(designer, veilweaver):
    # Given the grove, with one stalker in it
    designer.open(veilweaver)
    designer.choose("Entity", "Add a prefab", "Rift stalker")
    (stalker,) = designer.editor.selection.ids
    start = designer.documents()
    before = designer.editor.undo.index
    # When it is saved as a prefab
    designer.answer_name("Elite stalker", lambda: designer.open_menu(header_menu(designer), "Save as prefab…"))
    # Then there is a file, and the stalker is its first instance
    assert "prefabs/elite_stalker" in designer.editor.document.files
    assert designer.editor.view.get(stalker).prefab == "elite_stalker"
    # When two more are placed and one gets more health
    designer.choose("Entity", "Add a prefab", "Elite stalker")
    (second,) = designer.editor.selection.ids
    designer.choose("Entity", "Add a prefab", "Elite stalker")
    (third,) = designer.editor.selection.ids
    designer.type_in_inspector("health.maximum", "321")
    designer.picture("prefab_1_override")
    assert (health(designer, second), health(designer, third)) != (321.0, 321.0)
    # And that is given to the prefab by the menu key
    designer.choose_at(designer.field("health.maximum"), "Apply to the prefab Elite stalker")
    # Then all have it, and the last says nothing of its own
    assert {health(designer, each) for each in (stalker, second, third)} == {321.0}
    assert designer.written(third, "health") is None
    # When one differs, the list says who and what, and Enter goes there
    designer.select(second)
    designer.type_in_inspector("health.maximum", "111")
    designer.select(third)
    designer.choose_at(designer.field("health.maximum"), "Who overrides this…")
    popup = designer.window.findChild(OverrideList)
    designer.picture_of(popup, "prefab_2_who_overrides")
    rows = popup.rows
    assert [[rows.index(0, column).data() for column in range(3)]] == [["Elite stalker", "echo_grove", "111 hp"]]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert designer.editor.selection.ids == (second,)
    # When it is reverted by its arrow, it is as the prefab again
    row = designer.field("health.maximum").parentWidget()
    QTest.mouseClick(row._revert, LEFT)
    assert health(designer, second) == 321.0
    # When the prefab itself is chosen in Assets and edited, its instances follow
    designer.open_menu(header_menu(designer), "Select the prefab in Assets")
    assert designer.editor.selection.prefab == "elite_stalker"
    designer.type_in_inspector("health.maximum", "500")
    designer.picture("prefab_3_edited_by_itself")
    assert {health(designer, each) for each in (stalker, second, third)} == {500.0}
    # And so does the picture, when the prefab is given another colour
    seen, drawn = designer.viewport.grab().toImage(), designer.viewport.pictures_drawn
    designer.type_in_inspector("appearance.tint", "#00FF00")
    assert designer.value(third, "appearance.tint").lower() == "#00ff00"
    designer.wait(lambda: designer.viewport.pictures_drawn > drawn)
    assert greenness(designer.viewport.grab().toImage()) > greenness(seen)
    # When a component is removed in one instance, it is struck through and comes back by its arrow
    designer.select(second)
    melee = section_of(designer, "melee")
    designer.open_menu(melee.menu, "Remove from this instance")
    assert "melee" not in designer.editor.view.get(second).components
    struck = section_of(designer, "-melee")
    designer.panel("inspector").scroll.ensureWidgetVisible(struck)
    designer.picture("prefab_4_removed_component")
    QTest.mouseClick(struck.restore, LEFT)
    assert "melee" in designer.editor.view.get(second).components
    # When one is unpacked, it stays as it is when the prefab changes
    designer.open_menu(header_menu(designer), "Unpack")
    assert designer.editor.view.get(second).prefab is None
    assert health(designer, second) == 500.0
    # When all of it is undone, not a byte is left of it
    while designer.editor.undo.index > before:
        designer.press("Ctrl+Z")
    assert designer.documents() == start
