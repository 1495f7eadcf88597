"""The panel draws the reasons, keeps what the reader opened and closed, and goes away without a trace."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.api import NumberField, look
from tests.engine.ai.worlds import HURT, NEAR, SEEN


def texts(view):
    rows = view.tree.rows
    return [
        [rows.index(k, 0, rows.index(place, 0)).data() for k in range(rows.rowCount(rows.index(place, 0)))]
        for place in range(rows.rowCount())
    ]


def test_it_opens_empty_with_a_button_that_plays(view, stage):
    ran = []
    view.ui.run = ran.append
    assert view.empty.title.text() == "Nothing is playing"
    view.empty.button.click()
    assert ran == ["play.start"]


def test_the_decision_stands_on_top(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    assert view.head.action.whole() == "Approach"
    assert view.head.purpose.whole() == "Goal: Fight, whole plan 3.00"
    assert view.tick.text() == "tick 12, live"


def test_the_tree_holds_goals_plan_rejections_and_facts(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    assert texts(view) == [
        ["Fight", "Survive"],
        ["1. Approach", "2. Strike", "Total"],
        ["Shoot", "Flee"],
        ["None yet; pin a tick as a test."],
        ["Hurt", "Near", "Seen"],
    ]


def test_an_agent_is_chosen_from_the_list(view, stage):
    stage.begin()
    view.agents.activated.emit(1)
    assert stage.selection.ids == ("lyra",)
    assert view.agents.currentText() == "Lyra"


def test_a_closed_section_stays_closed(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.tree.collapse(view.tree.rows.index(4, 0))
    stage.think(SEEN, HURT, NEAR)
    assert not view.tree.isExpanded(view.tree.rows.index(4, 0))
    assert view.tree.isExpanded(view.tree.rows.index(0, 0))


def test_a_hidden_panel_works_out_nothing(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    view.hide()
    stage.think(SEEN)
    assert view.model._explanation is None
    view.show()
    assert view.head.action.whole() == "Approach"


def test_stopping_shows_what_is_missing(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.end()
    assert view.empty.isVisible()
    assert not view.agents.isVisible()


def test_what_plays_is_looked_at_a_few_times_a_second_and_hands_at_once(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    stage.think(SEEN, HURT, ticks=6)
    stage.think(SEEN, HURT, NEAR, ticks=1)
    assert view.tick.text() == "tick 12, live"
    view.model.ask("flee")
    assert view.tick.text() == "tick 19, live"
    assert view.answer.isVisible()


def test_a_past_tick_is_explained_and_esc_comes_back(view, stage, qtbot):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    stage.think(SEEN, NEAR)
    view.model.look_at(12)
    assert (view.tick.text(), view.head.action.whole()) == ("tick 12, past", "Approach")
    assert view.moment.back.isVisible()
    qtbot.keyClick(view.tree, Qt.Key.Key_Escape)
    assert (view.tick.text(), view.head.action.whole()) == ("tick 24, live", "Strike")


def test_no_plan_says_of_each_goal_what_it_misses(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(NEAR)
    assert view.head.notices() == ["None of its goals has a plan now; each says what it needs."]
    goals = view.model.sections[0].rows
    assert [(row.text, row.detail) for row in goals] == [("Fight", "Needs: seen"), ("Survive", "Needs: hurt")]


def test_a_goal_shows_how_its_score_is_made_up(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.model.toggle("fight")
    parts = [(row.text, row.number) for row in view.model.sections[0].rows if row.depth]
    assert parts == [("Weight", "+2.00"), ("When near", "(+1.00)"), ("Reached when", "")]
    stage.think(SEEN, NEAR)
    rows = view.model.sections[0].rows
    parts = [(row.text, row.number) for row in rows if row.depth]
    assert parts == [("Weight", "+2.00"), ("When near", "+1.00"), ("Reached when", "")]
    assert next(row.below for row in rows if row.id == "fight") == "3.00"


def test_only_rows_that_differ_are_drawn_again(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    rows, told = view.tree.rows, []
    rows.dataChanged.connect(lambda first, _last: told.append(first.data()))
    stage.think(SEEN, HURT)
    facts = [name for name in told if name in {"Hurt", "Near", "Seen"}]
    assert facts == ["Hurt"]


def test_while_a_number_is_typed_the_rows_wait(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.tree.edit(view.tree.index_of("plan", "1:approach", 1))
    field = view.tree.findChild(NumberField)
    stage.think(SEEN, NEAR)
    assert texts(view)[1] == ["1. Approach", "2. Strike", "Total"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert texts(view)[1] == ["1. Strike"]


def test_who_is_selected_while_a_number_is_typed_does_not_get_it(view, stage):
    stage.begin()
    stage.think(SEEN, NEAR, row=1)
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.tree.edit(view.tree.index_of("plan", "1:approach", 1))
    field = view.tree.findChild(NumberField)
    QTest.keyClicks(field, "7")
    stage.selection.set(["lyra"])
    assert view.tree.state() != view.tree.State.EditingState
    assert texts(view)[1] == ["1. Strike"]


def test_a_number_is_changed_for_whom_it_was_shown(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    number = view.model.number("cost", "approach", 2.0)
    stage.selection.set(["lyra"])
    asked = []
    view.model.numbers.set = lambda entity, *_change: asked.append(entity) or ""
    view.model.set_number(number, 3.0)
    assert asked == ["kael"]


def test_a_number_that_is_none_stays_and_says_what_was_expected(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.tree.setCurrentIndex(view.tree.index_of("plan", "1:approach", 1))
    view.tree.edit(view.tree.currentIndex())
    field = view.tree.findChild(NumberField)
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "x"
    assert "Expected a number" in view.tree.fault.text()
    assert view.tree.fault.isVisible()
    assert not view.trouble.isVisible()
    assert view.model.asked is None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not view.tree.fault.isVisible()


def test_a_number_out_of_range_stays_in_its_field_with_what_was_expected_beside_it(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.tree.edit(view.tree.index_of("goals", "fight", 1))
    field = view.tree.findChild(NumberField)
    QTest.keyClicks(field, "1e99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "1e99"
    assert view.tree.fault.text() == "The weight of fight is 1e+99; expected 0 to 1000."
    assert abs(view.tree.fault.geometry().top() - field.geometry().bottom()) < 8
    # And a second Enter does not take it, either
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.tree.fault.isVisible()


def test_nothing_moves_when_an_answer_a_notice_or_the_past_comes(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    stage.think(SEEN, NEAR)
    QApplication.processEvents()

    def places():
        QApplication.processEvents()
        parts = (view.strip, view.moment, view.tree, view.ask)
        return [part.mapTo(view, QPoint(0, 0)) for part in parts]

    before = places()
    view.model.ask("flee")
    assert places() == before
    view.model.look_at(12)
    assert places() == before
    view.model.look_live()
    stage.think(NEAR)
    assert view.head.notices()
    assert places() == before


@pytest.mark.parametrize(("scale", "width"), [(1.0, 320), (1.5, 320), (2.0, 700)])
def test_no_text_is_cut_off_however_narrow_and_large(view, stage, scale, width):
    look.set(scale=scale)
    try:
        stage.begin()
        stage.selection.set(["kael"])
        stage.think(SEEN)
        view.resize(width, 300)
        view.model.ask("flee")
        QApplication.processEvents()
        for part in (view.answer.title, view.answer.text, view.answer.missing):
            assert part.height() >= part.heightForWidth(part.width())
        assert view.page.widget().width() <= view.page.viewport().width()
    finally:
        look.set(scale=1.0)


def test_arrow_keys_step_a_number_and_go_on_editing(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    taken = []
    view.tree.itemDelegate()._take = lambda number, value: taken.append((number.name, round(value, 3))) or ""
    view.tree.edit(view.tree.index_of("plan", "1:approach", 1))
    field = view.tree.findChild(NumberField)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(field, key)
    assert taken == [("approach", 2.1), ("approach", 2.2), ("approach", 2.1)]
    assert view.tree.state() == view.tree.State.EditingState


def test_enter_after_a_number_takes_it_and_asks_nothing(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    taken = []
    view.tree.itemDelegate()._take = lambda number, value: taken.append((number.name, value)) or ""
    view.tree.setCurrentIndex(view.tree.index_of("plan", "1:approach", 1))
    view.tree.edit(view.tree.currentIndex())
    field = view.tree.findChild(NumberField)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken == [("approach", 7.0)]
    assert view.tree.state() != view.tree.State.EditingState
    assert view.model.asked is None


def test_a_number_of_the_past_says_why_it_stays(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    stage.think(SEEN, NEAR)
    view.model.look_at(12)
    view.tree.setFocus()
    view.tree.setCurrentIndex(view.tree.index_of("plan", "1:approach"))
    QTest.keyClick(view.tree, Qt.Key.Key_F2)
    assert view.refused.text() == "The past can't be changed; press Esc to come back to now."
    assert view.tree.findChild(NumberField) is None
    QTest.keyClick(view.tree, Qt.Key.Key_Escape)
    assert view.refused.text() == ""


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_click_or_two_into_a_number_only_edits_it(view, stage, place):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    tree = view.tree
    for section, row in (("goals", "survive"), ("rejected", "shoot")):
        cell = tree.visualRect(tree.index_of(section, row, 1))
        spot = QPoint(cell.left() + round(place * cell.width()), cell.top() + 8)
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        field = tree.findChild(NumberField)
        assert field is not None
        inside = field.mapFrom(tree.viewport(), spot)
        QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=inside)
        assert (view.model.asked, view.model.opened) == (None, set())
        QTest.keyClick(field, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_stop_lets_go_of_a_number_that_is_half_typed(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    taken = []
    view.model.numbers.set = lambda *change: taken.append(change) or ""
    view.tree.edit(view.tree.index_of("goals", "fight", 1))
    QTest.keyClicks(view.tree.findChild(NumberField), "7.5")
    stage.end()
    assert taken == []
    # A field that goes before the panel hears of it, as with its workspace, commits nothing either
    stage.begin()
    stage.think(SEEN)
    number = view.model.number("weight", "fight", 2.0)
    stage.end()
    assert view.model.set_number(number, 7.5) == ""
    assert taken == []
