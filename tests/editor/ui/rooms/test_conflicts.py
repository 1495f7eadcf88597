"""Conflicts side by side: what each version says, what is open, and how a side is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.glyphs import has_glyph
from editor.ui.rooms.conflicts.model import SET_UP, ConflictsModel
from editor.ui.rooms.conflicts.sides import cells
from editor.ui.rooms.conflicts.view import ConflictsView
from engine.document import AddEntity, Path, RemoveEntity, Set, WriteFile
from engine.document.merge.git import run_git
from engine.document.merge.install import install

SCENE, AMBUSH = "scenes/glade", "encounters/ambush"
HEALTH = Path.entity(SCENE, "lyra", "health", "current")
LEFT = Qt.MouseButton.LeftButton
IT_WAS, MINE, THEIRS = 2, 3, 4


def clash(editor, mine, *theirs):
    """Own changes against changes of the text on disk, as (file, old, new)."""
    for command in mine:
        editor.run(command)
    for name, old, new in theirs:
        file = editor.document.folder / f"{name}.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    editor.outside.look_now()


def health(editor, value=75.0):
    """Lyra's health, otherwise on disk."""
    clash(editor, [Set(path=HEALTH, old=60.0, new=value)], (SCENE, "current = 60.0", "current = 45.0"))


@pytest.fixture
def model(editor):
    """The room's model."""
    room = ConflictsModel(editor)
    yield room
    room.close()


def texts(model):
    """Field and versions of each row."""
    return [(row.field, *row.texts) for row in model.rows()]


def test_a_value_stands_with_its_unit_three_times(editor, model):
    health(editor)
    assert texts(model) == [("Health", "60 hp", "75 hp", "45 hp")]
    assert model.rows()[0].sentence == "Lyra's health: you set 75 hp, the other side 45 hp (it was 60 hp)."
    assert model.heading == "scenes/glade.toml changed on disk while you changed it here"


def test_where_a_file_says_nothing_the_value_is_its_prefabs(editor, model):
    own = Path.entity(SCENE, "kael", "health")
    mine = [Set(path=own, old=None, new={"current": 75.0})]
    clash(
        editor,
        mine,
        (SCENE, "position = [1.0, 0.0, 2.0]", "position = [1.0, 0.0, 2.0]\n[entities.kael.health]\ncurrent = 45.0"),
    )
    assert texts(model) == [("Health", "90 hp, by the prefab", "75 hp", "45 hp")]


def test_negative_numbers_have_a_true_minus(editor, model):
    place = Path.entity(SCENE, "kael", "transform", "position")
    mine = Set(path=place, old=[1.0, 0.0, 2.0], new=[-1.5, 0.0, 2.0])
    clash(editor, [mine], (SCENE, "[1.0, 0.0, 2.0]", "[3.0, 0.0, -2.0]"))
    assert texts(model) == [("Position", "(1, 0, 2) m", "(−1.5, 0, 2) m", "(3, 0, −2) m")]
    assert "you set (−1.5, 0, 2) m" in model.rows()[0].sentence


def test_a_removal_says_what_the_entity_was_and_what_was_done_to_it(editor, model):
    block = editor.document.block(SCENE, "rock")
    clash(
        editor,
        [RemoveEntity(file=SCENE, id="rock", block=block, index=3)],
        (SCENE, 'name = "Rock"', 'name = "Boulder"'),
    )
    assert texts(model) == [("The whole entity", "Obstacle", "deleted", "renamed it to Boulder")]


def test_an_addition_on_both_sides_says_what_each_consists_of(editor, model):
    lamp = {"name": "Lamp", "transform": {"position": [0.0, 4.0, 0.0]}}
    clash(
        editor,
        [AddEntity(file=SCENE, id="lamp", block=lamp, index=4)],
        (
            SCENE,
            "[entities.rock.obstacle]",
            '[entities.rock.obstacle]\n[entities.lamp]\nname = "Lamp"\nprefab = "kael"',
        ),
    )
    assert texts(model) == [("The whole entity", "not there", "Transform", "a Kael")]


def test_a_file_deleted_here_and_changed_there_is_a_conflict_of_the_file(editor, model):
    text = editor.document.text(AMBUSH)
    clash(editor, [WriteFile(file=AMBUSH, old=text, new=None)], (AMBUSH, "Gate trigger", "Gate"))
    ((field, was, mine, theirs),) = texts(model)
    assert (field, mine) == ("The whole file", "deleted")
    assert "lines" in was
    assert "lines" in theirs


def test_the_tree_counts_what_is_resolved(editor, model):
    mine = [
        Set(path=HEALTH, old=60.0, new=75.0),
        Set(path=Path.entity(AMBUSH, "gate", "name"), old="Gate trigger", new="Gate"),
    ]
    clash(editor, mine, (SCENE, "current = 60.0", "current = 45.0"), (AMBUSH, "Gate trigger", "The gate"))
    named = [(place.kind, place.title, place.resolved, place.count) for place in model.places()]
    assert named == [
        ("all", "All conflicts", 0, 2),
        ("file", "Ambush", 0, 1),
        ("entity", "Gate", 0, 1),
        ("file", "The Glade", 0, 1),
        ("entity", "Lyra", 0, 1),
    ]
    model.show(SCENE, "lyra")
    (row,) = model.rows()
    model.choose(row.key, "theirs")
    assert [place.resolved for place in model.places()] == [1, 0, 0, 1, 1]
    assert model.counter == "1 of 2 resolved"
    assert model.why_not_apply == "1 conflict is open; choose a side for each."


def test_what_was_merged_without_a_conflict_is_told_of_both_sides(editor, model):
    mine = [
        Set(path=HEALTH, old=60.0, new=75.0),
        Set(path=Path.entity(SCENE, "rock", "name"), old="Rock", new="Boulder"),
    ]
    clash(editor, mine, (SCENE, "current = 60.0", "current = 45.0"), (SCENE, 'name = "Party"', 'name = "Friends"'))
    assert [(change.who, change.sentence) for change in model.merged()] == [
        ("ours", "Rename Rock to Boulder"),
        ("theirs", "Rename Party to Friends"),
    ]


def test_what_both_sides_did_alike_is_told_once(editor, model):
    mine = [
        Set(path=HEALTH, old=60.0, new=75.0),
        Set(path=Path.entity(SCENE, "rock", "name"), old="Rock", new="Boulder"),
    ]
    clash(editor, mine, (SCENE, "current = 60.0", "current = 45.0"), (SCENE, 'name = "Rock"', 'name = "Boulder"'))
    assert [(change.who, change.sentence) for change in model.merged()] == [("theirs", "Rename Rock to Boulder")]


def test_choosing_a_conflict_selects_its_entity(editor, model):
    health(editor)
    model.select(model.rows()[0].key)
    assert editor.selection.ids == ("lyra",)


def test_applying_goes_through_the_history(editor, model):
    health(editor)
    model.choose_all("theirs")
    model.apply()
    assert editor.document.value(HEALTH) == 45.0
    assert editor.undo.entries[-1].who == "merge"
    assert not model.is_open


def test_the_chosen_version_is_marked_by_shape_weight_and_word(editor, model):
    health(editor)
    (row,) = model.rows()
    open_ones = cells(row)
    assert [cell.glyph for cell in open_ones[IT_WAS:]] == ["circle", "circle", "circle", "circle-dashed"]
    model.choose(row.key, "theirs")
    chosen = cells(model.rows()[0])
    assert [cell.glyph for cell in chosen[IT_WAS:]] == ["circle", "circle", "check-circle-fill", "check-circle-fill"]
    assert [cell.strong for cell in chosen[IT_WAS:]] == [False, False, True, False]
    assert chosen[-1].text == "Theirs"


def test_every_glyph_of_the_room_exists(qapp):
    for glyph in ("circle", "circle-dashed", "check-circle-fill", "git-merge", "git-diff", "file-arrow-down", "user"):
        assert has_glyph(glyph), glyph
    for glyph in (
        "stack",
        "sword",
        "puzzle-piece",
        "folder",
        "cube",
        "sliders",
        "prohibit",
        "caret-right",
        "caret-down",
    ):
        assert has_glyph(glyph), glyph


def test_a_click_chooses_and_apply_says_why_it_is_off(editor, show):
    health(editor)
    view = show(ConflictsView, ConflictsModel(editor), 900, 260)
    assert not view.apply.isEnabled()
    assert "1 conflict is open" in view.apply.toolTip()
    table = view.table
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.conflicts.index(0, MINE)).center())
    assert view.counter.text() == "1 of 1 resolved"
    assert view.apply.isEnabled()
    assert table.conflicts.index(0, 5).data() == "Mine"


def test_the_buttons_above_take_one_side_for_all_and_apply_it(editor, show):
    health(editor)
    view = show(ConflictsView, ConflictsModel(editor), 900, 260)
    for button, holds in ((view.take_mine, "Mine"), (view.take_theirs, "Theirs")):
        QTest.mouseClick(button, LEFT)
        assert view.table.conflicts.index(0, 5).data() == holds
    entries = len(editor.undo.entries)
    QTest.mouseClick(view.apply, LEFT)
    assert editor.outside.pending is None
    assert len(editor.undo.entries) == entries + 1
    assert editor.undo.entries[-1].who == "merge"


@pytest.mark.parametrize(("key", "holds"), [("1", "As it was"), ("2", "Mine"), ("3", "Theirs")])
def test_a_digit_chooses(editor, show, key, holds):
    health(editor)
    view = show(ConflictsView, ConflictsModel(editor), 900, 260)
    view.table.setFocus()
    QTest.keyClicks(view.table, key)
    assert view.table.conflicts.index(0, 5).data() == holds


def test_an_open_conflict_can_be_read_in_the_lowest_panel(editor, show):
    health(editor)
    view = show(ConflictsView, ConflictsModel(editor), 900, 260)
    assert view.why.isVisible()
    view.setFixedHeight(92)
    QApplication.processEvents()
    row = view.table.visualRect(view.table.conflicts.index(0, MINE))
    assert view.table.viewport().rect().intersected(row).height() == row.height()
    assert not view.why.isVisible()
    assert "1 conflict is open" in view.apply.toolTip()


def test_where_there_is_little_room_the_versions_keep_it(editor, show):
    health(editor)
    view = show(ConflictsView, ConflictsModel(editor), 320, 200)
    view.setFixedWidth(320)
    QApplication.processEvents()
    assert not view.places.isVisible()
    assert view.table.isColumnHidden(0)
    assert view.table.conflicts.index(0, 1).data() == "Lyra: health"
    assert view.apply.text() == "Apply"
    assert view.take_mine.accessibleName() == "Let mine hold in every conflict"


def test_the_list_of_what_was_merged_opens_below(editor, show):
    mine = [Set(path=HEALTH, old=60.0, new=75.0)]
    clash(editor, mine, (SCENE, "current = 60.0", "current = 45.0"), (SCENE, 'name = "Party"', 'name = "Friends"'))
    view = show(ConflictsView, ConflictsModel(editor), 900, 400)
    assert not view.merged.isVisible()
    QTest.mouseClick(view.toggle, LEFT)
    assert view.merged.isVisible()
    assert view.table.isVisible()
    assert view.merged_rows.index(0, 0).data() == "Rename Party to Friends"


def test_the_empty_room_teaches_and_offers_git(editor, show):
    view = show(ConflictsView, ConflictsModel(editor), 600, 260)
    assert view.empty.isVisible()
    assert "side by side" in view.empty.text.text()
    assert view.empty.button.text() == "Set up merging in git…"
    assert view.empty.button.isEnabled()


def test_the_empty_room_offers_git_no_more_once_it_merges_by_entity(editor, show):
    view = show(ConflictsView, ConflictsModel(editor), 600, 260)
    run_git(editor.document.folder, "init")
    install(editor.document.folder)
    editor.actions.ran.emit(SET_UP)

    assert view.empty.isVisible()
    assert not view.empty.button.isVisible()
    assert view.empty.text.text().startswith("Git merges this project by entity")


def test_what_waits_for_the_users_word_is_told_in_the_empty_room(editor, show):
    editor.settings.files.outside_changes = "ask"
    clash(editor, [], (SCENE, 'name = "Party"', 'name = "Friends"'))
    view = show(ConflictsView, ConflictsModel(editor), 600, 260)
    assert view.empty.title.text() == "scenes/glade.toml changed on disk"
