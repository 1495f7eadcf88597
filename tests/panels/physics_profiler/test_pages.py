"""The pages by mouse and keyboard, at every size and in every theme."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu, QSlider, QTabBar, QWidget

from editor.ui.theme.look import look
from panels.physics_profiler.view import CAPTURES, COMPARE
from tests.engine.physics.capture.captures import noisy
from tests.panels.physics_profiler.stage import begin, shown_panel

KEY = Qt.Key


@pytest.fixture
def view(qtbot):
    with shown_panel(qtbot, 900, 420) as panel:
        yield panel


@pytest.fixture
def toasts(view):
    said = []
    view._ui.show_toast = lambda title, text="", kind="ok", *_rest: said.append((title, text, kind))
    return said


def captured(view, *captures):
    for capture in captures:
        view._model.captures.add(capture)
    view.tabs.setCurrentIndex(CAPTURES)
    view.grab()
    return view.captures


def compared(view, qtbot, *captures):
    captured(view, *captures)
    view.tabs.setCurrentIndex(COMPARE)
    qtbot.waitUntil(lambda: view._model.editor.jobs.pump() or not view._model.comparing.is_working)
    return view.compare


# ---- the head ----
def test_the_button_captures_and_says_how_far_it_is(view, qtbot):
    assert not view.capture.button.isEnabled()
    assert "Nothing is playing" in view.capture.button.toolTip()
    run = begin(view._model.editor)
    qtbot.mouseClick(view.capture.button, Qt.MouseButton.LeftButton)
    for _ in range(150):
        run.play(1, 2, 3)
    view.refresh()

    assert (view.capture.bar.value(), view.capture.bar.maximum()) == (150, 300)
    assert view.capture.count.text() == "150 of 300"
    qtbot.mouseClick(view.capture.button, Qt.MouseButton.LeftButton)
    assert len(view._model.captures.chosen.capture) == 150
    assert view.tabs.tabText(CAPTURES) == "Captures 1"


def test_the_menu_offers_other_lengths_and_what_is_shown(view):
    run = begin(view._model.editor)
    for _ in range(5):
        run.play(1, 2, 3)
    menu = view.capture.offer()

    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles[0] == "Capture 1 s, 60 ticks"
    assert titles[-1] == "Keep what is shown, 5 ticks"
    menu.actions()[-1].trigger()
    assert len(view._model.captures.chosen.capture) == 5
    menu.close()


def test_the_light_says_it_in_words_and_in_shape(view, qtbot):
    ledger = view._model.ledger
    view.refresh()
    assert view.light.text() == "nothing to compare"

    ledger.look("run", 1, {"integration": 1})
    ledger.look("run", 1, {"integration": 1})
    view.refresh()
    assert (view.light.text(), view.light._glyph) == ("equal over 1 tick", "check-circle-fill")

    ledger.look("run", 2, {"integration": 1})
    ledger.look("run", 2, {"integration": 2})
    view.refresh()
    assert (view.light.text(), view.light._glyph) == ("tick 2, integration differs", "x-circle-fill")
    assert "gave other bits" in view.light.toolTip()
    said = []
    view._model.editor.said.connect(said.append)
    qtbot.mouseClick(view.light, Qt.MouseButton.LeftButton)
    assert said == ["Nothing is playing; play first."]


# ---- captures ----
def test_an_empty_list_teaches(view):
    view.tabs.setCurrentIndex(CAPTURES)

    assert view.captures._stack.currentWidget() is view.captures.empty
    assert "press Capture" in view.captures.empty.text.text()


def test_the_flame_is_walked_and_zoomed_by_keys(view, qtbot):
    flame = captured(view, noisy(1, 100)).flame
    flame.setFocus()
    qtbot.keyClick(flame, KEY.Key_Right)
    qtbot.keyClick(flame, KEY.Key_Right)
    assert flame.chosen == 2
    assert view.captures.detail.whole().startswith("tick 3, ")
    assert flame.accessibleDescription().startswith("tick 3, ")

    qtbot.keyClick(flame, KEY.Key_Plus)
    assert flame.layout_of.end - flame.layout_of.begin == pytest.approx(flame.layout_of.whole / 1.5)
    begin_ns = flame.layout_of.begin
    qtbot.keyClick(flame, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert flame.layout_of.begin > begin_ns
    qtbot.keyClick(flame, KEY.Key_Home)
    assert flame.layout_of.is_whole


def test_the_wheel_zooms_about_the_pointer_and_a_drag_moves(view, qtbot):
    flame = captured(view, noisy(1, 100)).flame
    layout = flame.layout_of
    spot = QPointF(flame.x_of(50), 100)
    before = flame.time_at(spot.x())
    none, up = QPoint(0, 0), QPoint(0, 120 * 5)
    wheel = QWheelEvent(spot, flame.mapToGlobal(spot), none, up, Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    flame.wheelEvent(wheel)

    assert layout.end - layout.begin == pytest.approx(layout.whole / 1.25**5)
    assert flame.time_at(spot.x()) == pytest.approx(before)
    begin_ns = layout.begin
    qtbot.mousePress(flame, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    qtbot.mouseMove(flame, QPoint(340, 100))
    qtbot.mouseRelease(flame, Qt.MouseButton.LeftButton, pos=QPoint(340, 100))
    assert layout.begin > begin_ns
    assert flame.chosen is None


def test_a_click_chooses_a_tick_in_flame_and_table_alike(view, qtbot):
    page = captured(view, noisy(1, 50))
    qtbot.mouseClick(page.flame, Qt.MouseButton.LeftButton, pos=QPoint(round(page.flame.x_of(20)), 100))

    assert page.flame.chosen == 20
    assert page.ticks.rows.profile(page.ticks.currentIndex().row()).tick == 21


def test_hovering_tells_stages_and_their_numbers(view):
    page = captured(view, noisy(1, 5))
    row = page.flame._painter._stages_row
    page.flame.grab()
    told = page.flame.tell(page.flame.x_of(2), row.center().y())

    assert told.startswith("Narrow phase ")
    assert page.flame.tell(page.flame.x_of(2), 5).startswith("tick 3, ")


def test_the_slowest_tick_is_one_press_away(view, qtbot):
    page = captured(view, noisy(1, 300, spike=5.0))
    qtbot.mouseClick(page.slow, Qt.MouseButton.LeftButton)

    totals = page.flame.layout_of.capture.times("total")
    assert totals[page.flame.chosen] == totals.max()


def test_ticks_are_sorted_by_any_column(view):
    page = captured(view, noisy(1, 80))
    page.views.setCurrentIndex(2)
    page.ticks.sortByColumn(1, Qt.SortOrder.DescendingOrder)

    totals = [page.ticks.rows.profile(line).total for line in range(80)]
    assert totals == sorted(totals, reverse=True)
    assert page.ticks.model().headerData(1, Qt.Orientation.Horizontal).startswith("↓ Total")


def test_stages_show_the_least_and_the_most(view):
    page = captured(view, noisy(1, 80))
    page.views.setCurrentIndex(1)

    titles = [page.stages.model().headerData(k, Qt.Orientation.Horizontal) for k in range(7)]
    assert titles[1:] == ["min", "p50", "p95", "p99", "max", "Share"]


def test_a_file_that_is_no_capture_is_refused_in_words(view, toasts, tmp_path):
    path = tmp_path / "x.capture.json"
    path.write_text('{"format": "something else"}')
    view.captures.open_file(path)

    title, text, kind = toasts[0]
    assert (title, kind) == ("Not opened", "error")
    assert 'format is "something else"; expected' in text


def test_writing_says_what_was_written_or_why_not(view, toasts, tmp_path):
    page = captured(view, noisy(1, 5))
    page.write_file(tmp_path / "t.csv", ".csv")
    page.write_file(tmp_path / "t.capture.json", ".capture.json")
    (tmp_path / "file").write_text("")
    page.write_file(tmp_path / "file" / "t.csv", ".csv")

    assert [(title, kind) for title, _text, kind in toasts] == [
        ("Exported", "ok"), ("Saved", "ok"), ("Nothing was written", "error"),
    ]  # fmt: skip
    assert not page.save.isEnabled()
    assert "saved as" in page.save.toolTip()


def test_exports_are_offered_in_a_menu(view):
    page = captured(view, noisy(1, 5))
    menu = page.offer_export()

    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][1] == "As Chrome trace for Perfetto…"
    menu.close()


def test_a_deleted_capture_can_be_kept_after_all(view, qtbot):
    page = captured(view, noisy(1, 5))
    offers = []
    view._ui.show_toast = lambda *_given: offers.append(_given[4])
    qtbot.mouseClick(page.delete, Qt.MouseButton.LeftButton)
    assert not view._model.captures.entries

    offers[0]()
    assert len(view._model.captures.entries) == 1


# ---- compare ----
def test_two_captures_are_compared_with_a_verdict_in_words(view, qtbot):
    page = compared(view, qtbot, noisy(1), noisy(2, narrow=1.3))
    model = page.table.model()
    words = {model.index(line, 0).data(): model.index(line, 5).data() for line in range(5)}

    assert words == {
        "Rigid bodies": "n/a", "Integration": "no difference", "Narrow phase": "slower",
        "Broad phase": "no difference", "Tick": "slower",
    }  # fmt: skip
    assert page.verdict.text().startswith("Tick: B is ")


def test_choosing_a_stage_shows_its_distributions(view, qtbot):
    page = compared(view, qtbot, noisy(1), noisy(2))
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Up)

    assert view._model.comparing.stage == "broad_phase"
    assert page.caption.whole().startswith("Broad phase: ")
    assert [name for name, _x, _y in page.chart._lines] == ["A", "B"]
    assert page.chart._lines[0][2][-1] <= 100.0


def test_one_capture_is_not_enough_and_it_says_so(view, qtbot):
    page = compared(view, qtbot, noisy(1))

    assert "Two captures are needed" in page.missing.text.text()


# ---- what can be tried ----
def test_what_is_off_says_why(view):
    view.resize(900, 700)
    bar = view.live.try_bar
    bar.refresh()

    assert not bar.slider.isEnabled()
    assert "Nothing is playing" in bar.why.text()
    for button in (*bar.crowds.values(), *bar.overlays.values()):
        assert not button.isEnabled()
        assert ": " in button.toolTip()


def test_buttons_share_the_state_of_the_editors_actions(view):
    from editor.api import Action

    ran, on = [], [False]
    editor = view._model.editor
    editor.actions.add(
        Action("overlay.contacts", "Overlay: contacts", lambda: ran.append("contacts"), checked=lambda: on[0]),
        Action("play.populate_5000", "Populate: 5,000 NPCs", lambda: ran.append("crowd")),
    )
    bar = view.live.try_bar
    bar.refresh()
    bar.overlays["overlay.contacts"].click()
    bar.crowds["play.populate_5000"].click()
    assert ran == ["contacts", "crowd"]
    assert not bar.overlays["overlay.contacts"].isChecked()

    on[0] = True
    bar.refresh()
    assert bar.overlays["overlay.contacts"].isChecked()


def test_the_bar_comes_by_itself_where_there_is_room_and_else_on_demand(view, qtbot):
    view.resize(900, 200)
    qtbot.waitUntil(lambda: not view.live.try_bar.isVisible())
    view.try_it.click()
    assert view.live.try_bar.isVisible()
    view.try_it.click()
    view.resize(900, 700)
    assert not view.live.try_bar.isVisible()


# ---- for everybody ----
def test_every_button_and_view_has_a_name(view, qtbot):
    compared(view, qtbot, noisy(1), noisy(2))
    qts_own = ("ScrollLeftButton", "ScrollRightButton")
    buttons = [b for b in view.findChildren(QAbstractButton) if b.objectName() not in qts_own and not b.isHidden()]
    nameless = [
        f"{type(button).__name__} {button.parent()}"
        for button in buttons
        if not (button.accessibleName() or button.text())
    ]

    assert not nameless


def outside(view):
    """What can be pressed or read on the shown page and is cut by the panel's right edge."""
    return [
        f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()}"
        for part in view.findChildren(QWidget)
        if isinstance(part, QAbstractButton | QLabel | QComboBox | QSlider | QTabBar) and part.isVisible()
        and part.mapTo(view, QPoint(part.width(), 0)).x() > view.width() + 1
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["dark", "light", "high_contrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(360, 200), (700, 420), (1900, 900)])
def test_nothing_stands_outside_at_any_size_and_in_any_theme(view, qtbot, theme, scale, size):
    compared(view, qtbot, noisy(1, 150), noisy(2, 150))
    run = begin(view._model.editor)
    for _ in range(30):
        run.play(300_000, 1_500_000, 200_000, threads=2, chunks_per_thread=(3, 4), busy_ns_per_thread=(9, 8))
    try:
        look.set(theme, scale)
        view.resize(*size)
        for page in range(3):
            view.tabs.setCurrentIndex(page)
            QApplication.processEvents()
            view.grab()
            assert outside(view) == []
    finally:
        look.set("dark", 1.0)
