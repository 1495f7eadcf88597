"""Prefabs in the inspector and in Assets: levels of a chain, menus that say why not, removed components, live edits."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from editor.core.entities.drags import ENTITY_MIME
from editor.ui.dialogs.question import Question
from editor.ui.fields.change import To
from editor.ui.rooms.assets.model import AssetsModel
from editor.ui.rooms.assets.view import AssetsView
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.subjects import PrefabSubject
from editor.ui.rooms.inspector.view import InspectorView
from engine.document import Path, WriteFile

CAPTAIN = 'format = 1\nkind = "prefab"\n\n[entities.captain]\nprefab = "kael"\nname = "Captain"\n'


@pytest.fixture
def model(editor):
    editor.run(WriteFile(file="prefabs/captain", old=None, new=CAPTAIN))
    inspector = InspectorModel(editor)
    yield inspector
    inspector.close()


def row_of(model, key):
    return next(row for section in model.form.sections for row in section.rows if row.key == key)


def put(model, key, value):
    model.editing(row_of(model, key)).edit(To(value))


def entries_of(entries):
    return {title: why for title, _, why in entries if title}


def run_entry(entries, title):
    next(run for name, run, _ in entries if name == title)()


def test_a_value_can_go_to_each_prefab_of_the_chain(editor, model, show):
    view = show(InspectorView, model)
    editor.run(set_prefab(editor, "rock", "captain"))
    editor.selection.set(["rock"])
    put(model, "health.current", 33.0)

    entries = view.menus.row(row_of(model, "health.current"))
    told = entries_of(entries)
    told.pop("Paste value")
    assert told == {
        "Revert to the prefab Captain": "",
        "Apply to the prefab Captain": "",
        "Apply to the prefab Kael": "",
        "Who overrides this…": "",
        "Copy value": "",
    }
    run_entry(entries, "Apply to the prefab Kael")

    assert editor.view.prefab("captain").components["health"].current == 33.0
    assert (
        editor.undo.entries[-1].sentence == "Apply health of Rock to the prefab Kael; 1 other entity and 1 wave see it"
    )
    again = entries_of(view.menus.row(row_of(model, "health.current")))
    assert again["Apply to the prefab Kael"] == "Rock has the value of Kael already."
    assert again["Revert to the prefab Captain"] == "It says nothing of its own."


def set_prefab(editor, id, prefab):
    from engine.document import Set

    return Set(path=Path.entity("scenes/glade", id, "prefab"), old=None, new=prefab)


def test_a_tooltip_says_where_a_value_comes_from(editor, model, show):
    view = show(InspectorView, model)
    editor.run(set_prefab(editor, "rock", "captain"))
    editor.selection.set(["rock"])
    view.build()

    def tip(key):
        return next(section.rows[key].toolTip() for section in view._shown if key in section.rows)

    assert "From the prefab Kael, through Captain." in tip("health.current")
    assert "Default: 0." in tip("health.armour")
    put(model, "health.current", 1.0)
    assert "Instead of 90 hp, from the prefab Kael, through Captain." in tip("health.current")


def test_an_override_that_equals_the_prefab_can_be_reverted(editor, model):
    editor.selection.set(["lyra"])
    put(model, "health.current", 90.0)
    state = model.state(row_of(model, "health.current"))

    assert state.overridden
    assert state.can_revert
    model.revert(row_of(model, "health.current"))
    assert editor.document.value(Path.parse("scenes/glade/entities/lyra/health")) is None


def test_a_prefab_that_is_chosen_in_assets_is_edited_and_its_instances_follow(editor, model, show):
    assets = AssetsModel(editor)
    view = show(AssetsView, assets)
    view.list.setCurrentItem(next(view.list.item(row) for row in range(2) if view.list.item(row).text() == "Kael"))

    assert editor.selection.prefab == "kael"
    (subject,) = model.subjects
    assert isinstance(subject, PrefabSubject)
    put(model, "health.maximum", 200.0)

    assert editor.view.get("kael").components["health"].maximum == 200.0
    assert model.state(row_of(model, "health.maximum")).values == (200.0,)
    assert view.list.currentItem().text() == "Kael"
    editor.selection.set(["rock"])
    assert not view.list.selectedItems()
    assets.close()


def test_undoing_a_new_prefab_lets_go_of_it(editor, model):
    editor.selection.choose_prefab("captain")

    editor.undo.undo()

    assert editor.selection.prefab is None
    assert not model.subjects


def test_a_removed_component_is_shown_and_comes_back(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["lyra"])
    model.remove_component("health")
    view.build()

    (struck,) = [section for section in view._shown if section.section.facts.removed_from]
    assert struck.section.facts.removed_from == "Kael"
    assert struck.header.accessibleName() == "Health, removed"
    assert model.overrides() == 1
    assert editor.document.block("scenes/glade", "lyra") == {
        "name": "Lyra",
        "parent": "party",
        "prefab": "kael",
        "removed": ["health"],
        "tags": ["scout"],
    }
    struck.restore.click()

    assert "health" in editor.view.get("lyra").components
    assert "removed" not in editor.document.block("scenes/glade", "lyra")


def test_adding_a_component_that_was_removed_brings_back_the_prefabs(editor, model):
    editor.selection.set(["kael"])
    model.remove_component("health")

    model.add_component("health")

    assert editor.view.get("kael").components["health"].current == 90.0


def test_the_entity_menu_says_why_an_edit_is_off(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])

    entries = entries_of(view.menus.entity())

    assert entries["Apply all to the prefab Kael"] == "Kael says nothing that Kael could take over."
    assert entries["Revert all"] == "Kael differs from Kael by its place alone."
    assert entries["Unpack"] == ""
    editor.selection.set(["rock"])
    assert "Unpack" not in entries_of(view.menus.entity())
    assert entries_of(view.menus.entity())["Save as prefab…"] == ""


def test_the_count_of_overrides_opens_what_they_are(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["lyra"])
    put(model, "health.current", 33.0)
    view.header.show_values()
    assert view.header.overrides.text() == "1 override"

    entries = view.menus.overrides()
    assert list(entries_of(entries)) == ["Revert Health: current", "Apply all to the prefab Kael", "Revert all"]
    run_entry(entries, "Revert Health: current")
    assert model.overrides() == 0


def test_who_overrides_lists_values_and_goes_there(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.choose_prefab("kael")

    popup = view.menus.who_overrides(row_of(model, "health.current"), QPoint(0, 0))

    assert popup.title.text() == "Health, current"
    assert popup.value.text() == "90 hp"
    assert popup.note.text() == "1 of 3 instances of Kael overrides it."
    assert [popup.rows.index(0, column).data() for column in range(3)] == ["Lyra", "glade", "60 hp"]
    qtbot.waitUntil(popup.table.hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert editor.selection.ids == ("lyra",)


def test_who_overrides_lists_those_too_who_removed_the_component(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    model.remove_component("health")
    editor.selection.choose_prefab("kael")

    popup = view.menus.who_overrides(row_of(model, "health.current"), QPoint(0, 0))

    assert popup.note.text() == "2 of 3 instances of Kael override it."
    rows = [[popup.rows.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [["Lyra", "glade", "60 hp"], ["Kael", "glade", "Removed"]]


def test_an_override_in_another_scene_opens_that_scene(editor, model):
    cave = 'format = 1\nkind = "scene"\n\n[entities.ghost]\nprefab = "kael"\n[entities.ghost.health]\ncurrent = 7.0\n'
    editor.run(WriteFile(file="scenes/cave", old=None, new=cave))
    editor.selection.choose_prefab("kael")
    found = model.prefabs.overriders(row_of(model, "health.current"))

    model.prefabs.open(next(each for each in found.overrides if each.file == "scenes/cave"))

    assert (editor.scene, editor.selection.ids) == ("cave", ("ghost",))


def test_several_instances_are_reverted_as_one_step(editor, model):
    editor.selection.set(["kael", "lyra"])
    put(model, "health.current", 5.0)
    steps = len(editor.undo.entries)

    model.revert(row_of(model, "health.current"))

    assert len(editor.undo.entries) == steps + 1
    assert {editor.view.get(id).components["health"].current for id in ("kael", "lyra")} == {90.0}


def test_a_component_goes_to_a_prefab_as_a_whole(editor, model, show):
    view = show(InspectorView, model)
    editor.run(set_prefab(editor, "rock", "captain"))
    editor.selection.set(["rock"])
    section = next(each for each in model.form.sections if each.facts.id == "obstacle")

    entries = view.menus.section(section)
    assert list(entries_of(entries).items())[1:3] == [
        ("Apply to the prefab Captain", ""),
        ("Apply to the prefab Kael", ""),
    ]
    run_entry(entries, "Apply to the prefab Captain")

    assert "obstacle" in editor.view.prefab("captain").components
    assert "obstacle" not in editor.document.block("scenes/glade", "rock")
    why = entries_of(view.menus.section(section))["Apply to the prefab Kael"]
    assert why == "Rock says nothing that Kael could take over."


def test_a_removed_component_can_be_removed_from_the_prefab_too(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["lyra"])
    model.remove_component("health")
    section = next(each for each in model.form.sections if each.facts.removed_from)

    run_entry(view.menus.section(section), "Remove from the prefab Kael too")

    assert "health" not in editor.view.prefab("kael").components
    assert "removed" not in editor.document.block("scenes/glade", "lyra")
    # Kael says his health himself by nothing, so he loses it with the prefab.
    assert "health" not in editor.view.get("kael").components


def test_a_scrub_in_a_prefab_is_followed_while_it_lasts_and_is_one_step(editor, model):
    editor.selection.choose_prefab("kael")
    steps = len(editor.undo.entries)
    scrub = model.editing(row_of(model, "health.current"))

    scrub.begin()
    for value in (91.0, 92.0, 93.0):
        scrub.preview(To(value))
        assert editor.view.get("kael").components["health"].current == value
        assert editor.view.get("lyra").components["health"].current == 60.0
    scrub.commit()

    assert len(editor.undo.entries) == steps + 1


def test_an_entity_that_is_dropped_on_assets_becomes_a_prefab(editor, model, show, qtbot, monkeypatch):
    assets = AssetsModel(editor)
    view = show(AssetsView, assets)
    monkeypatch.setattr(Question, "answerer", lambda question: "do")

    def dropped(ids):
        data = QMimeData()
        data.setData(ENTITY_MIME, "\n".join(ids).encode())
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(5, 5), copy | Qt.DropAction.MoveAction, data, left, none)
        view.list.dropEvent(event)
        return event

    dropped(["rock", "lyra"])
    event = dropped(["rock"])

    assert event.dropAction() == Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: editor.selection.prefab == "rock")
    assert editor.view.get("rock").prefab == "rock"
    assert set(editor.document.files) >= {"prefabs/rock"}
    assert view.list.currentItem().text() == "Rock"
    assets.close()
