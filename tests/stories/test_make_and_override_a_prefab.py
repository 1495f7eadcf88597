"""A designer makes a prefab of a group, changes a part of one instance, edits the prefab and takes it all back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.document.prefabs import origin

LEFT = Qt.MouseButton.LeftButton


def outlined(designer, entity):
    """The row of an entity in the outliner."""
    view = designer.panel("outliner")
    (node,) = view.items.nodes([entity])
    return view.items.index_of(node)


def unfold(designer, entity):
    """Open the branch of an instance with the keyboard: it starts closed."""
    designer.select(entity)
    tree = designer.panel("outliner").tree
    if not tree.isExpanded(outlined(designer, entity)):
        designer.press("Right", tree)
    assert tree.isExpanded(outlined(designer, entity))


def scale(designer, entity):
    return designer.value(entity, "transform.scale")


def state_of(designer, key):
    view = designer.panel("inspector")
    (row,) = (row for section in view._model.form.sections for row in section.rows if row.key == key)
    return view._model.state(row)


def test_a_group_becomes_a_prefab_whose_parts_are_overridden_and_taken_back(designer, starter):
    # Given a crate, another one beside it, and both in a group
    designer.open(starter)
    start, before = designer.documents(), designer.editor.undo.index
    designer.choose("Entity", "Add a prefab", "Crate")
    (first,) = designer.editor.selection.ids
    designer.choose("Entity", "Add a prefab", "Crate")
    (second,) = designer.editor.selection.ids
    designer.type_in_inspector("transform.position.x", "2.5")
    designer.select(first, second)
    designer.press("Ctrl+G", designer.viewport)
    (group,) = designer.editor.selection.ids
    # When the group is saved as a prefab
    designer.answer_name("Store", lambda: designer.choose("Entity", "Save as prefab…"))
    # Then it is an instance with the crates as its parts, which stand where they stood
    (store,) = designer.editor.selection.ids
    view = designer.editor.view
    parts = [each.id for each in view.entities if each.part_of == store]
    assert parts == [f"{store}.{first}", f"{store}.{second}"]
    assert view.entity(store).prefab == "store"
    assert designer.editor.document.block("prefabs/store", second)["prefab"] == "crate"
    assert designer.value(parts[1], "transform.position")[0] == 2.5
    assert group == store
    # When a second one is placed
    designer.choose("Entity", "Add a prefab", "Store")
    (other,) = designer.editor.selection.ids
    designer.type_in_inspector("transform.position.z", "4")
    unfold(designer, other)
    designer.picture("parts_1_two_instances")
    # And one crate of it is made larger in the inspector
    part = f"{other}.{second}"
    designer.select(part)
    designer.type_in_inspector("transform.scale", "1.6")
    # Then only that one is, its row is marked, and the instance's block says it
    assert (scale(designer, part), scale(designer, parts[1])) == (1.6, 1.0)
    assert state_of(designer, "transform.scale").mark == "over"
    assert designer.editor.document.block(view.entity(store).file, other)["parts"] == {
        second: {"transform": {"scale": 1.6}}
    }
    designer.picture("parts_2_override")
    # When the prefab is edited by itself
    designer.choose("Entity", "Prefab", "Edit prefab")
    assert designer.editor.prefab_mode.name == "store"
    assert designer.viewport.prefab_bar.isVisible()
    designer.select(first)
    designer.type_in_inspector("appearance.tint", "#FF4040")
    designer.picture("parts_3_prefab_by_itself")
    # Then Esc in the picture leads back, and both instances have it
    QTest.keyClick(designer.viewport, Qt.Key.Key_Escape)
    assert designer.editor.prefab_mode.name is None
    assert not designer.viewport.prefab_bar.isVisible()
    for instance in (store, other):
        assert designer.value(f"{instance}.{first}", "appearance.tint").lower() == "#ff4040"
    # When the larger crate is given to the prefab
    unfold(designer, other)
    designer.select(part)
    designer.choose_at(designer.field("transform.scale"), "Apply to the prefab Store")
    # Then both are larger, and the part says nothing of its own
    assert (scale(designer, part), scale(designer, parts[1])) == (1.6, 1.6)
    assert state_of(designer, "transform.scale").mark == ""
    assert "parts" not in designer.editor.document.block(view.entity(store).file, other)
    levels = origin(designer.editor.view, part, "transform.scale")
    assert next(each.name for each in levels if each.is_stated) == "store"
    # When a part is turned and that is reverted by its arrow
    designer.type_in_inspector("transform.rotation.y", "45")
    assert "transform.rotation" in designer.editor.view.entity(part).overrides
    row = designer.field("transform.rotation").parentWidget()
    QTest.mouseClick(row._revert, LEFT, pos=QPoint(row._revert.width() // 2, row._revert.height() // 2))
    assert not designer.editor.view.entity(part).overrides
    # When a part is deleted in one instance
    designer.select(part)
    designer.press("Delete", designer.panel("outliner").tree)
    assert designer.editor.view.get(part) is None
    assert designer.editor.view.get(parts[1]) is not None
    designer.select(other)
    designer.choose("Entity", "Prefab", "Bring back removed parts")
    assert designer.editor.view.get(part) is not None
    designer.picture("parts_4_in_the_end")
    # And when all is undone, not a byte is left of it
    while designer.editor.undo.index > before:
        designer.press("Ctrl+Z")
    assert designer.documents() == start
