"""The panel: what narrows the list, what the pages show, and what is said where there is nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from panels.unwrap_audit.table import FindingTable
from panels.unwrap_audit.view import CRATES, FINDINGS, LOG, TREND, UNREAD
from tests.panels.unwrap_audit.findings import CODE, few, finding, written

LEFT = Qt.MouseButton.LeftButton


def shown(view):
    groups = view.model.groups
    return [f"{groups.table.findings[row].file}:{groups.table.findings[row].line}" for row in groups.rows]


def type_words(view, words):
    filters = view.findings.filters
    filters.search.clear()
    QTest.keyClicks(filters.search, words)
    filters.take_words()


def test_letters_buttons_and_menus_narrow_the_list_and_one_click_shows_all_again(view, model):
    model.show_table(FindingTable(few()))
    filters = view.findings.filters

    type_words(view, "grid")
    assert shown(view) == ["nav/src/grid.rs:1", "nav/src/grid.rs:7"]
    assert filters.told.whole() == "2 of 5"

    {title: entries for title, entries, _why in filters.offer_entries()}["Status"][2][1]()
    assert shown(view) == ["nav/src/grid.rs:1"]
    assert filters.told.whole() == "1 of 5, status fixed"

    type_words(view, "nowhere")
    assert view.findings.nothing.isVisible()
    QTest.mouseClick(view.findings.nothing.button, LEFT)
    assert len(shown(view)) == 5
    assert filters.search.text() == ""

    for priority in ("P1", "P2", "P3", "P0"):
        QTest.mouseClick(filters.priorities[priority], LEFT)
    # Whoever hides the last priority that was left sees the others instead of nothing.
    assert {each.priority for each in model.table.findings} - {"P0"} == {"P1", "P2", "P3"}
    assert shown(view) == ["nav/src/grid.rs:1", "nav/src/grid.rs:7", "nav/tests/walk.rs:3", "src/lib.rs:2"]


def test_the_chosen_finding_has_its_reason_and_its_place_in_the_source(view, model, tmp_path):
    place = written(tmp_path / "crate")
    model.choose_folder(place.folder)
    model.show_table(FindingTable(few()))

    view.findings.tree.choose(finding())

    detail = view.findings.detail
    assert detail.place.whole() == "src/lib.rs:11:15"
    assert detail.reason.text() == "P0: Production code on a public path."
    assert detail.facts.whole() == "unwrap, production code, in World::of, crate world"
    assert detail.source.marked == CODE
    assert detail.warning.isHidden()

    place.file.unlink()
    view.findings.detail.refresh()
    assert "can't be read" in detail.warning.text()
    assert detail.source.isHidden()


def test_a_crate_of_the_page_of_crates_shows_its_findings(view, model):
    model.show_table(FindingTable(few()))
    view.tabs.setCurrentIndex(CRATES)
    table = view.crates.table

    # What is fixed is not counted; the crate with most of the gravest comes first.
    assert [(each.crate, each.counts) for each in table.rows.rows()] == [
        ("world", (1, 0, 1, 0)),
        ("nav", (0, 1, 0, 1)),
    ]
    table.setCurrentIndex(table.rows.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert view.page == FINDINGS
    assert model.narrowing.crate == "nav"


def test_nothing_is_drawn_of_two_scans_and_three_are_told_and_drawn(view, model, tmp_path):
    model.choose_folder(tmp_path)
    view.tabs.setCurrentIndex(TREND)
    for count in (5, 4):
        model.history.add(few()[:count])
    view.refresh()
    assert view.trend.empty.text.text() == "After 1 more scan of this folder, what is open after each stands here."

    model.history.add(few()[:1])
    view.refresh()

    assert view.trend.chart.isVisible()
    assert view.trend.told.text().startswith("1 open, −3 since ")
    assert "P0 1 before, 0 now" in view.trend.told.text()
    assert view.trend.chart.tell(3.0).endswith("P0 0, P1 1, P2 0, P3 0")


def test_every_page_says_what_will_be_there(view, model, tmp_path):
    assert view.empty.title.text() == "No folder is chosen"
    assert view.empty.button.text() == "Choose a folder…"
    assert not view.scan.run.isEnabled()
    assert "Choose a folder first." in view.scan.run.toolTip()

    folder = tmp_path / "engine"
    folder.mkdir()
    model.choose_folder(folder)
    for page in (FINDINGS, CRATES, UNREAD):
        view.tabs.setCurrentIndex(page)
        assert view.empty.title.text() == "engine was not scanned yet"
        assert view.empty.button.text() == "Scan"
    view.tabs.setCurrentIndex(TREND)
    assert view.trend.empty.isVisible()
    assert view.trend.empty.button.text() == "Scan"
    view.tabs.setCurrentIndex(LOG)
    assert view.log.empty.isVisible()
    QTest.mouseClick(view.log.empty.button, LEFT)
    assert view.page == FINDINGS


def test_a_double_click_opens_the_place_in_the_users_editor_and_a_failure_leads_to_the_setting(
    view, model, tmp_path, qtbot
):
    place, told = written(tmp_path / "crate"), tmp_path / "told"
    model.choose_folder(place.folder)
    model.show_table(FindingTable(few()))
    tree, jobs, toasts = view.findings.tree, model.editor.jobs, []
    view.findings.detail._ui.show_toast = lambda *words: toasts.append(words)
    tree.choose(finding())

    def enter(command):
        model.editor.settings.set("files.text_editor", command)
        spot = tree.visualRect(tree.currentIndex()).center()
        QTest.mouseClick(tree.viewport(), LEFT, pos=spot)
        QTest.mouseDClick(tree.viewport(), LEFT, pos=spot)
        for job in list(jobs.running):
            jobs.wait(job)

    enter(f"touch {told}-{{line}}-{{column}} {{file}}")
    assert (tmp_path / "told-11-15").exists()
    assert toasts == []

    enter("nowhere {file}")
    title, text, kind, action, *_ = toasts[0]
    assert (title, kind, action) == ("lib.rs was not opened", "warning", "Settings")
    assert text == "nowhere can't be started: there is no such program. File and line are in the clipboard."
    assert QApplication.clipboard().text() == f"{place.file}:11:15"


def test_the_chosen_row_stays_in_sight_when_the_panel_becomes_low_and_a_lone_column_has_no_title(view, model, qtbot):
    model.show_table(FindingTable([finding(line=line) for line in range(1, 40)]))
    tree = view.findings.tree
    view.resize(940, 500)
    tree.choose(model.table.findings[12])
    assert not tree.isHeaderHidden()

    view.resize(640, 240)

    qtbot.waitUntil(lambda: tree.visualRect(tree.currentIndex()).bottom() <= tree.viewport().height())
    assert tree.isHeaderHidden()
