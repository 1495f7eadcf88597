"""Problems: what is wrong, one repair, all safe repairs, and the way to the entity."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from editor.core.actions.registry import Action
from editor.ui.rooms.problems.groups import GroupRow
from editor.ui.rooms.problems.model import ProblemsModel
from editor.ui.rooms.problems.view import ProblemsView
from engine.document import AddEntity, Finding, Path, Set

CURRENT = Path.entity("scenes/glade", "lyra", "health", "current")
HIDDEN = Path.entity("scenes/glade", "rock", "hidden")


@pytest.fixture
def model(editor):
    editor.findings.replace(
        "rules",
        [
            Finding(
                "low", "warning", "Lyra is weak", CURRENT, "lyra", (Set(path=CURRENT, old=60.0, new=90.0),), "Use 90"
            ),
            Finding(
                "lower", "hint", "Lyra may rest", CURRENT, "lyra", (Set(path=CURRENT, old=60.0, new=70.0),), "Use 70"
            ),
            Finding(
                "unseen", "error", "The rock is hidden", HIDDEN, "rock", (Set(path=HIDDEN, old=True, new=None),), "Show"
            ),
            Finding("empty", "hint", "Nothing happens here", None, None),
        ],
    )
    problems = ProblemsModel(editor)
    yield problems
    problems.close()


def test_errors_come_first_and_entities_have_names(model):
    assert [(finding.severity, model.entity_name(finding)) for finding in model.rows()] == [
        ("error", "Rock"),
        ("warning", "Lyra"),
        ("hint", "Lyra"),
        ("hint", ""),
    ]


def test_one_repair_is_one_step(editor, model):
    model.fix(model.rows()[1])

    assert editor.document.value(CURRENT) == 90.0
    editor.undo.undo()
    assert editor.document.value(CURRENT) == 60.0


def test_safe_repairs_never_touch_the_same_value_twice_and_are_one_step(editor, model):
    assert [finding.rule for finding in model.safe()] == ["unseen", "low"]

    assert model.fix_safe() == 2

    assert (editor.document.value(CURRENT), editor.document.value(HIDDEN)) == (90.0, None)
    assert len(editor.undo.entries) == 1


def test_leaving_a_chapter_out_of_the_slice_is_no_safe_repair(editor, model):
    chapters = Path("project", ("slice",))
    fix = Set(path=chapters, old=["ambush", "nowhere"], new=["ambush"])
    chapter = Finding("slice-chapter", "error", "nowhere can't be played", chapters, None, (fix,), "Leave it out")

    editor.findings.replace("rules", [chapter])

    assert model.safe() == ()


def test_clearing_a_link_to_what_is_gone_is_no_safe_repair(editor, model):
    called = Path.entity("encounters/ambush", "pack", "spawn_group", "trigger")
    clear = Set(path=called, old="gate", new="")
    lost = Finding("missing-reference", "error", "There is no such trigger", called, "pack", (clear,), "Clear it")

    editor.findings.replace("rules", [lost])

    assert model.safe() == ()


def test_the_view_repairs_by_its_link_and_goes_to_the_entity(editor, model, show):
    asked = []
    editor.tools.frame_requested.connect(asked.append)
    view = show(ProblemsView, model, 800, 220)

    view.table.doubleClicked.emit(view.rows.index(1, 0))
    assert editor.selection.ids == ("lyra",)
    assert asked == [("lyra",)]
    view.table.clicked.emit(view.rows.index(1, 3))

    assert editor.document.value(CURRENT) == 90.0


def test_severity_buttons_hide_rows_and_keep_their_counts(model, show):
    view = show(ProblemsView, model, 800, 220)

    view.buttons["hint"].click()

    assert len(view.rows.rows()) == 2
    assert view.buttons["hint"].text() == "2 hints"


def test_a_narrow_table_drops_where_then_entity(model, show):
    view = show(ProblemsView, model, 420, 220)

    assert view.table.isColumnHidden(2)
    assert view.table.isColumnHidden(1)
    assert not view.table.isColumnHidden(0)


def test_where_the_entity_has_no_column_the_text_names_it(editor, model, show):
    text = "Lyra: health is low. Raise it."
    fix = (Set(path=CURRENT, old=60.0, new=90.0),)
    editor.findings.replace("rules", [Finding("low", "warning", text, CURRENT, "lyra", fix, "Use 90")])

    view = show(ProblemsView, model, 900, 220)
    assert view.rows.index(0, 0).data() == "Health is low. Raise it."
    view.resize(420, 220)
    view.grab()

    assert view.rows.index(0, 0).data() == text
    assert view.buttons["warning"].text() == "1"
    assert view.buttons["warning"].accessibleName() == "1 warning"


def test_without_a_project_it_says_what_will_be_here(closed_editor, show):
    view = show(ProblemsView, ProblemsModel(closed_editor), 660, 220)

    assert view._stack.currentWidget() is view._clean


def test_a_fix_that_no_longer_fits_is_told_and_changes_nothing(editor, model):
    said = []
    editor.said.connect(said.append)
    stale = Finding(
        "low", "warning", "Lyra is weak", CURRENT, "lyra", (Set(path=CURRENT, old=1.0, new=90.0),), "Use 90"
    )

    model.fix(stale)

    assert editor.document.value(CURRENT) == 60.0
    assert said
    assert not editor.undo.entries


def test_columns_that_say_nothing_leave_their_room_to_the_text(editor, model, show):
    view = show(ProblemsView, model, 900, 200)
    entity, fix = 1, 3
    assert not view.table.isColumnHidden(entity)
    assert not view.table.isColumnHidden(fix)

    editor.findings.replace("rules", [Finding("empty", "hint", "Nothing happens here", None, None)])
    view.show_findings()

    assert view.table.isColumnHidden(entity)
    assert view.table.isColumnHidden(fix)


def test_all_of_one_kind_are_repaired_in_one_step_by_you(editor, model):
    ids = ("lyra", "rock", "kael")
    tags = [Path.entity("scenes/glade", id, "tags") for id in ids]
    fixes = [(Set(path=path, old=editor.document.value(path), new=["seen"]),) for path in tags]
    editor.findings.replace(
        "rules",
        [
            *(Finding("unmarked", "hint", f"{id} is unmarked", path, id, fix, "Mark it")
              for id, path, fix in zip(ids, tags, fixes, strict=True)),
            Finding("low", "warning", "Weak", CURRENT, "lyra", (Set(path=CURRENT, old=60.0, new=90.0),), "Use 90"),
        ],
    )  # fmt: skip
    before = {file: editor.document.text(file) for file in editor.document.files}

    assert model.fix_kind(model.rows()[1]) == 3

    assert [editor.document.value(path) for path in tags] == [["seen"]] * 3
    assert editor.document.value(CURRENT) == 60.0
    (entry,) = editor.undo.entries
    assert (entry.who, entry.sentence) == ("you", "Mark it, 3 times")
    editor.undo.undo()
    assert {file: editor.document.text(file) for file in editor.document.files} == before


def test_the_menu_of_a_row_says_what_cannot_be_done_and_why(model, show):
    view = show(ProblemsView, model, 800, 220)

    entries = {title: why for title, _run, why in view.table.menu_of(model.rows()[3])}

    assert entries == {
        "Fix": "There is no fix that fits every case.",
        "Fix all of this kind": "There is no fix that fits every case.",
        "Go there": "It is about the whole project.",
        "Copy the text": "",
    }


def test_a_click_on_a_row_opens_the_scene_that_it_is_in(editor, model, show):
    view = show(ProblemsView, model, 800, 220)
    editor.open_scene("glade", None)
    where = Path.entity("encounters/ambush", "pack", "spawn_group", "count")
    editor.findings.replace("rules", [Finding("many", "warning", "Too many", where, "pack")])

    view.table.clicked.emit(view.rows.index(0, 0))

    assert (editor.scene, editor.encounter) == ("glade", "ambush")
    assert editor.selection.ids == ("pack",)


def test_a_finding_in_a_prefab_leads_to_an_instance(editor, model):
    where = Path.entity("prefabs/kael", "kael", "health", "current")

    model.go_to(Finding("low", "hint", "Low", where, None))

    assert editor.view.get(editor.selection.ids[0]).prefab == "kael"


def test_deleting_a_whole_file_is_never_a_safe_fix(editor):
    model = ProblemsModel(editor)
    (editor.document.folder / "encounters" / "ambush.toml").unlink()
    editor.outside.look_now()
    (finding,) = editor.findings.from_source("outside")
    assert finding in model.rows()
    assert finding not in model.safe()
    model.fix(finding)
    assert "encounters/ambush" not in editor.document.files
    model.close()


def test_what_stands_beside_the_root_of_a_prefab_is_put_under_it(editor):
    model = ProblemsModel(editor)
    editor.run(AddEntity(file="prefabs/kael", id="shield", block={"name": "Shield"}, index=1))
    editor.checks.now()
    (finding,) = (each for each in model.rows() if each.rule == "crowded-prefab")
    model.fix(finding)
    assert editor.document.block("prefabs/kael", "shield")["parent"] == "kael"
    editor.undo.undo()
    assert "parent" not in editor.document.block("prefabs/kael", "shield")
    model.close()


def test_a_finding_may_lead_to_a_room_instead_of_a_fix(editor):
    editor.actions.add(Action("conflicts.show", "Show conflicts", lambda: went.append(True)))
    went = []
    model = ProblemsModel(editor)
    finding = Finding("conflicts-open", "warning", "Two versions.")
    assert model.door(finding) == ("conflicts.show", "Show conflicts")
    model.open_door(finding)
    assert went == [True]
    model.close()


def test_unlinking_from_a_prefab_that_is_missing_is_never_a_safe_fix(editor):
    model = ProblemsModel(editor)
    lyra = Path.entity("scenes/glade", "lyra", "prefab")
    editor.run(Set(path=lyra, old=editor.document.value(lyra), new="nobody"))
    editor.checks.now()
    (finding,) = [each for each in editor.findings.items if each.rule == "missing-prefab"]

    assert finding.fix
    assert finding not in model.safe()
    model.fix(finding)
    assert editor.document.value(lyra) is None
    model.close()


def test_a_choice_is_never_made_in_passing_and_each_way_is_one_step(editor, model, show):
    current = Path.entity("scenes/glade", "lyra", "health", "current")
    editor.findings.replace(
        "rules",
        [
            Finding(
                "torn", "warning", "Lyra is weak", current, "lyra", (Set(path=current, old=60.0, new=90.0),), "Use 90",
                (("Use the default", (Set(path=current, old=60.0, new=None),)),),
            )
        ],
    )  # fmt: skip
    (finding,) = model.rows()
    assert model.safe() == ()

    (_, *others) = show(ProblemsView, model, 800, 220).table.menu_of(finding)
    title, use, why_not = others[0]
    assert (title, why_not) == ("Use the default", "")
    use()

    assert editor.document.value(current) is None
    editor.undo.undo()
    assert editor.document.value(current) == 60.0


def test_of_several_repairs_one_is_chosen_in_the_row(editor, show):
    ways = [(Set(path=CURRENT, old=60.0, new=value),) for value in (90.0, 70.0)]
    finding = Finding("low", "warning", "Lyra is weak", CURRENT, "lyra", ways[0], "Use 90", (("Use 70", ways[1]),))
    editor.findings.replace("rules", [finding])
    model = ProblemsModel(editor)
    view = show(ProblemsView, model, 900, 300)
    index = view.rows.index(0, 3)
    assert view.rows.data(index, Qt.ItemDataRole.DisplayRole) == "Choose a repair…"
    assert view.rows.data(index, Qt.ItemDataRole.ToolTipRole) == "Use 90 or Use 70"
    view.table.clicked.emit(index)
    (menu,) = view.table.findChildren(QMenu)
    use_70 = next(action for action in menu.actions() if action.text() == "Use 70")
    use_70.trigger()
    menu.close()
    assert editor.document.value(CURRENT) == 70.0


def test_groups_of_a_kind_come_gravest_first_fold_and_are_repaired_as_one_step(editor, model, show):
    view = show(ProblemsView, model, 800, 220)
    model.group_by("entity")

    heads = [row for row in view.rows.rows() if isinstance(row, GroupRow)]
    assert [(head.title, len(head.findings), head.severity) for head in heads] == [
        ("Rock", 1, "error"),
        ("Lyra", 2, "warning"),
        ("The project", 1, "hint"),
    ]
    assert len(view.rows.rows()) == 7
    view.table.clicked.emit(view.rows.index(2, 0))
    assert len(view.rows.rows()) == 5
    # Both findings about Lyra repair the same value: one of them is enough.
    view.table.clicked.emit(view.rows.index(2, 3))
    assert editor.document.value(CURRENT) == 90.0
    assert len(editor.undo.entries) == 1


def test_groups_are_folded_and_repaired_by_keys(editor, model, show, qtbot):
    view = show(ProblemsView, model, 800, 220)
    model.group_by("kind")
    view.table.setCurrentIndex(view.rows.index(0, 0))

    qtbot.keyClick(view.table, Qt.Key.Key_Left)
    assert not view.rows.item(view.rows.index(0, 0)).is_open
    qtbot.keyClick(view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert editor.document.value(HIDDEN) is None


def test_going_to_a_problem_reveals_the_value_that_it_is_about(editor, model):
    asked = []
    editor.tools.reveal_requested.connect(asked.append)

    model.go_to(model.findings()[1])

    assert (editor.selection.ids, asked) == (("lyra",), ["health.current"])


def test_groups_by_severity_stand_in_the_order_of_gravity(model, show):
    view = show(ProblemsView, model, 800, 220)
    model.group_by("severity")

    heads = [(row.title, len(row.findings)) for row in view.rows.rows() if isinstance(row, GroupRow)]
    assert heads == [("Errors", 1), ("Warnings", 1), ("Hints", 2)]
