"""The outliner: the tree, its filter, and edits made in it."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle

from editor.core.entities.drags import ENTITY_MIME, PREFAB_MIME
from editor.core.entities.edits import delete
from editor.ui.rooms.outliner.filter import FILTER_TERMS, parse_filter
from editor.ui.rooms.outliner.item_model import OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel
from editor.ui.rooms.outliner.tree import Node
from editor.ui.rooms.outliner.tree_view import OutlinerDelegate
from editor.ui.rooms.outliner.view import OutlinerView
from engine.document import AddEntity, Finding, Path, Set


@pytest.fixture
def model(editor):
    outliner = OutlinerModel(editor)
    yield outliner
    outliner.close()


def shape(model):
    """The tree as nested names."""

    def of(node):
        return {node.name: [of(child) for child in node.children]} if node.children else node.name

    return of(model.tree.root) if model.tree.root else None


def test_entities_stand_under_their_parents_and_the_encounter_has_its_branch(model):
    assert shape(model) == {
        "The Glade": [{"Party": ["Kael", "Lyra"]}, "Rock", {"Encounter: Ambush": ["Gate trigger", "Stalker pack"]}]
    }


def test_each_kind_has_its_glyph(model):
    glyphs = {id: node.glyph for id, node in model.tree.nodes.items()}

    assert (glyphs["gate"], glyphs["pack"], glyphs["rock"]) == ("bounding-box", "waves", "cube")


def test_renaming_is_one_command_and_can_be_undone(editor, model):
    saved = editor.document.text("scenes/glade")

    assert model.rename(model.tree.nodes["rock"], "Boulder")
    assert model.tree.nodes["rock"].name == "Boulder"
    editor.undo.undo()

    assert model.tree.nodes["rock"].name == "Rock"
    assert editor.document.text("scenes/glade") == saved


def test_scene_and_encounter_are_called_as_their_titles_say_now(editor, model):
    resets = []
    model.tree.was_reset.connect(lambda: resets.append(1))

    editor.run(Set(path=Path("scenes/glade", ("title",)), old="The Glade", new="Night glade"))
    editor.run(Set(path=Path("encounters/ambush", ("title",)), old="Ambush", new="Trap"))

    assert model.tree.root.name == "Night glade"
    assert "Encounter: Trap" in [child.name for child in model.tree.root.children]
    editor.undo.jump(0)
    assert model.tree.root.name == "The Glade"
    assert resets == []


def test_dragging_puts_the_selection_under_another_entity_in_one_step(editor, model):
    assert model.put_under(["kael", "lyra"], model.tree.nodes["rock"])

    assert shape(model)["The Glade"][:2] == ["Party", {"Rock": ["Kael", "Lyra"]}]
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert shape(model)["The Glade"][0] == {"Party": ["Kael", "Lyra"]}


def test_dropping_between_rows_orders_the_file_too_in_the_same_step(editor, model):
    saved = editor.document.text("scenes/glade")

    assert model.put_under(["rock", "lyra"], model.tree.nodes["party"], before=model.tree.nodes["kael"])

    assert shape(model)["The Glade"][0] == {"Party": ["Rock", "Lyra", "Kael"]}
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert shape(model)["The Glade"][0] == {"Party": ["Kael", "Lyra"]}
    assert editor.document.text("scenes/glade") == saved


def test_the_scene_as_parent_means_none(editor, model):
    model.put_under(["kael"], model.tree.root)

    assert editor.view.get("kael").parent is None


@pytest.mark.parametrize(
    ("ids", "target", "why"),
    [
        (["party"], "kael", "own parent"),
        (["kael"], "gate", "same file"),
        (["kael"], None, "Drop on"),
    ],
)
def test_a_drop_that_makes_no_sense_is_refused_in_words(model, ids, target, why):
    node = model.tree.nodes[target] if target else None

    assert why in model.why_not_parent(ids, node)


def test_hiding_one_of_the_selected_hides_them_all(editor, model):
    editor.selection.set(["kael", "lyra"])

    model.toggle(model.tree.nodes["lyra"], "hidden")

    assert model.tree.nodes["kael"].hidden
    assert model.tree.nodes["lyra"].hidden
    assert len(editor.undo.entries) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("lyra", {"party", "lyra"}),
        ("c:obstacle", {"rock"}),
        ("tag:sc", {"party", "lyra"}),
        ("is:hidden", {"rock"}),
        ("is:broken", {"party", "kael"}),
        ("is:prefab l", {"party", "kael", "lyra"}),
        ('"gate trigger"', {"gate"}),
        ("nobody", set()),
    ],
)
def test_the_filter_keeps_what_fits_and_what_stands_above(editor, model, text, shown):
    where = Path.entity("scenes/glade", "kael", "health")
    editor.findings.replace("rules", [Finding("low", "warning", "Kael is weak", where, "kael")])

    model.search(text)

    assert set(model.tree.nodes) == shown


def test_an_unknown_state_is_told():
    assert "is:broken" in parse_filter("is:lost").problem


def test_the_worst_finding_marks_the_row(editor, model):
    where = Path.entity("scenes/glade", "kael", "health")
    findings = [Finding("a", "warning", "one", where, "kael"), Finding("b", "error", "two", where, "kael")]

    editor.findings.replace("rules", findings)

    assert model.tree.nodes["kael"].severity == "error"


def test_the_footer_counts(editor, model):
    editor.selection.set(["kael"])

    assert model.footer == ("6 entities", "1 selected")


def test_one_edit_moves_single_rows_and_resets_nothing(editor, model, qtmodeltester):
    items = OutlinerItems(model)
    resets, inserted, removed = [], [], []
    items.modelReset.connect(lambda: resets.append(1))
    items.rowsInserted.connect(lambda *_: inserted.append(1))
    items.rowsRemoved.connect(lambda *_: removed.append(1))
    qtmodeltester.check(items)

    editor.run(AddEntity(file="scenes/glade", id="pine", block={"name": "Pine", "parent": "rock"}, index=4))
    editor.run(delete(editor.view, ["party"]))

    assert (len(resets), len(inserted), len(removed)) == (0, 1, 1)
    assert shape(model)["The Glade"][0] == {"Rock": ["Pine"]}
    items.close()


def test_the_tree_is_the_same_after_any_edits_as_read_anew(editor, model):
    model.put_under(["rock"], model.tree.nodes["lyra"])
    editor.run(AddEntity(file="scenes/glade", id="pine", block={"parent": "rock"}, index=0))
    model.put_under(["kael"], model.tree.nodes["pine"])
    editor.undo.undo()
    editor.run(delete(editor.view, ["lyra"]))
    editor.undo.undo()
    followed = shape(model)

    model.rebuild()

    assert shape(model) == followed


def test_ten_thousand_entities_do_not_slow_one_edit_into_a_rebuild(editor, model):
    blocks = "".join(f'[entities.e{number}]\nname = "Entity {number}"\n' for number in range(10_000))
    path = editor.document.folder / "scenes/glade.toml"
    path.write_text(path.read_text(encoding="utf-8") + blocks, encoding="utf-8")
    editor.open_project(editor.document.folder, trusted=True)
    touched: list[Node] = []
    resets: list[int] = []
    model.tree.changed.connect(touched.append)
    model.tree.was_reset.connect(lambda: resets.append(1))

    model.rename(model.tree.nodes["e5000"], "Chosen")

    assert model.tree.total == 10_006
    assert [node.id for node in touched] == ["e5000"]
    assert not resets


def test_the_view_selects_renames_and_drags_by_the_documents_leave(editor, model, show, qtbot):
    view = show(OutlinerView, model, 264, 500)
    items = view.items
    rock = items.index_of(model.tree.nodes["rock"])

    view.tree.setCurrentIndex(rock)
    assert editor.selection.ids == ("rock",)
    assert items.setData(rock, "Boulder")
    data = QMimeData()
    data.setData(ENTITY_MIME, b"rock")
    party = items.index_of(model.tree.nodes["party"])
    assert items.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, party)
    items.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, party)

    assert editor.view.get("rock").parent == "party"
    assert editor.view.get("rock").name == "Boulder"
    assert view.tree.currentIndex().internalPointer().id == "rock"


def test_selecting_elsewhere_selects_the_row(editor, model, show):
    view = show(OutlinerView, model, 264, 500)

    editor.selection.set(["lyra", "gate"])

    chosen = {index.internalPointer().id for index in view.tree.selectionModel().selectedRows()}
    assert chosen == {"lyra", "gate"}


def test_f2_renames_in_place(editor, model, show, qtbot):
    view = show(OutlinerView, model, 264, 500)
    editor.selection.set(["rock"])
    view.tree.setFocus()

    qtbot.keyClick(view.tree, Qt.Key.Key_F2)
    field = view.tree.findChild(QLineEdit)
    qtbot.keyClicks(field, "Boulder")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: editor.view.get("rock").name == "Boulder")


def test_without_a_project_it_says_what_will_be_here(closed_editor, show):
    view = show(OutlinerView, OutlinerModel(closed_editor), 264, 500)

    assert view.count.text() == "0 entities"
    assert view._stack.currentWidget() is view._empty


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("p:kael", {"party", "kael", "lyra"}),
        ("p:kael -lyra", {"party", "kael"}),
        ("in:party", {"party", "kael", "lyra"}),
        ("in:ambush", {"gate", "pack"}),
        ("rock or gate", {"rock", "gate"}),
        ("is:overridden", {"party", "lyra"}),
        ("is:over", {"party", "lyra"}),
        ("is:playing", set()),
    ],
)
def test_the_filter_asks_for_prefabs_groups_overrides_and_play(model, text, shown):
    model.search(text)
    assert set(model.tree.nodes) == shown


def test_the_filters_popup_has_every_term_and_keeps_filters(editor, model, show):
    view = show(OutlinerView, model)
    titles = [choice.title for choice in view.terms.choices()]
    assert titles == [term.pattern for term in FILTER_TERMS]

    view.terms.take(f"term {titles.index('tag:word')}")
    assert view.filter.text() == "tag:"
    view.filter.setText("tag:scout")
    view.terms.take(f"term {titles.index('-term')}")
    view.filter.insert("is:hidden")
    assert view.filter.text() == "tag:scout -is:hidden"
    view.terms.take("save")
    assert editor.settings.get("editing.saved_filters") == ["tag:scout -is:hidden"]

    view.filter.clear()
    view.terms.take("use tag:scout -is:hidden")
    assert view.filter.text() == "tag:scout -is:hidden"
    assert [choice.id for choice in view.terms.choices()][:2] == ["use tag:scout -is:hidden", "drop"]
    view.terms.take("drop")
    assert editor.settings.get("editing.saved_filters") == []


def test_what_is_below_is_selected_and_branches_fold_and_unfold(editor, model, show):
    view = show(OutlinerView, model)
    assert model.below(["party"]) == ("kael", "lyra")
    party = view.items.index_of(model.tree.nodes["party"])

    view.tree.fold_all(is_open=False)
    assert not view.tree.isExpanded(party)
    assert view.tree.isExpanded(view.items.index_of(model.tree.root))
    view.tree.fold_all(is_open=True)
    assert view.tree.isExpanded(party)


def test_an_entity_is_added_under_the_selected_one(editor, model):
    assert model.why_not_add_below == "Select one entity first."
    editor.selection.set(["party"])

    model.add_below()

    (added,) = editor.selection.ids
    assert editor.view.entity(added).parent == "party"
    assert shape(model)["The Glade"][0] == {"Party": ["Kael", "Lyra", "Entity"]}
    editor.undo.undo()
    assert shape(model)["The Glade"][0] == {"Party": ["Kael", "Lyra"]}


def test_what_stands_under_a_hidden_group_looks_hidden_and_says_why(editor, model, show):
    view = show(OutlinerView, model)
    kael = view.items.index_of(model.tree.nodes["kael"])
    seen = kael.data(Qt.ItemDataRole.ForegroundRole)

    model.toggle(model.tree.nodes["party"], "hidden")

    assert seen is None
    assert kael.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert "Hidden with Party" in kael.data(Qt.ItemDataRole.ToolTipRole)
    assert not model.tree.nodes["kael"].hidden


def test_no_row_stays_lit_after_something_was_dropped_on_it(editor, model, show):
    view = show(OutlinerView, model)
    tree, rock = view.tree, model.tree.nodes["rock"]
    lit: set[str] = set()

    class Watched(OutlinerDelegate):
        def paint(self, painter, option, index):
            if option.state & QStyle.StateFlag.State_MouseOver:
                lit.add(index.internalPointer().name)
            super().paint(painter, option, index)

    tree.setItemDelegate(Watched(tree))
    data = QMimeData()
    data.setData(PREFAB_MIME, b"kael")
    place = tree.visualRect(tree.model().index_of(rock)).center()
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(tree.viewport(), QDragEnterEvent(place, *given))
    QApplication.sendEvent(tree.viewport(), QDragMoveEvent(place, *given))
    tree.viewport().repaint()
    assert "Rock" in lit

    QApplication.sendEvent(tree.viewport(), QDropEvent(QPointF(place), *given))
    lit.clear()
    tree.viewport().repaint()

    assert len(editor.undo.entries) == 1
    assert not lit


def test_select_all_in_a_filtered_list_takes_what_fits_and_nothing_unseen(editor, model, show, qtbot):
    view = show(OutlinerView, model, 264, 500)
    model.search("lyra")
    assert {*model.tree.nodes} == {"party", "lyra"}  # what it stands under is shown, but does not fit

    qtbot.keyClick(view.tree, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert editor.selection.ids == ("lyra",)


def test_down_goes_from_the_filter_into_the_list(model, show, qtbot):
    view = show(OutlinerView, model, 264, 500)
    view.window().activateWindow()
    view.filter.setFocus()
    qtbot.waitUntil(view.filter.hasFocus)

    qtbot.keyClick(view.filter, Qt.Key.Key_Down)

    assert view.tree.hasFocus()


def test_back_from_a_prefab_leaves_the_keyboard_in_the_list(editor, model, show, qtbot):
    prefab = next(iter(editor.view.prefabs))
    view = show(OutlinerView, model, 264, 500)
    view._ui.run = lambda _action: editor.prefab_mode.leave()
    editor.prefab_mode.open(prefab)
    view.window().activateWindow()
    view.back.setFocus()
    qtbot.waitUntil(view.back.hasFocus)

    view.back.click()

    assert editor.prefab_mode.name is None
    assert view.tree.hasFocus()
