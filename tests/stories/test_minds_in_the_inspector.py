"""What an agent can do and wants is authored in the inspector, by mouse and keyboard, and all of it can be undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from editor.ui.fields.chooser import Chooser
from editor.ui.fields.fault_line import FaultLine

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at_kael(designer, veilweaver):
    """Kael's actions and goals in front of the designer."""
    designer.open(veilweaver)
    designer.select("kael")
    return designer


def line_of(designer, field, name):
    rows = designer.field(f"agent.{field}").lines
    designer.wait(lambda: (name, 0) in rows or (name, 0) in designer.field(f"agent.{field}").lines)
    line = designer.field(f"agent.{field}").lines[name, 0]
    designer.panel("inspector").scroll.ensureWidgetVisible(line)
    QApplication.processEvents()
    designer.come_back()
    return line


def names(designer, field):
    return [word.partition("=")[0] for word in designer.value("kael", f"agent.{field}")]


def test_add_an_action_type_a_cost_drag_a_weight_remove_a_goal_and_undo_it_all(at_kael):
    designer = at_kael
    before, on_disk = designer.documents(), designer.files()
    actions, goals = names(designer, "actions"), names(designer, "goals")

    QTest.mouseClick(designer.field("agent.actions").add, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Chooser)
    offered = [popup.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(popup.list.count())]
    assert "echo_dash" in offered
    assert "shoot" in offered
    assert not set(actions) & set(offered)
    designer.picture_of(popup, "add_action")
    QTest.keyClicks(popup.search, "shoot the")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    designer.come_back()
    assert designer.written("kael", "agent.actions") == [*actions, "shoot"]

    number = line_of(designer, "actions", "attack").number
    QTest.mouseClick(number, LEFT, pos=QPoint(10, 8))
    designer.wait(number.hasFocus)
    QTest.keyClicks(number, "*2.25")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert "attack=4.5" in designer.written("kael", "agent.actions")

    weight = line_of(designer, "goals", "defeat_enemies").number
    QTest.mousePress(weight, LEFT, pos=QPoint(10, 8))
    for reach in (20, 40, 50):
        QTest.mouseMove(weight, QPoint(10 + reach, 8))
    QTest.mouseRelease(weight, LEFT, pos=QPoint(60, 8))
    dragged = designer.value("kael", "agent.goals")[goals.index("defeat_enemies")]
    assert float(dragged.partition("=")[2]) > 1.8

    head = line_of(designer, "goals", "hold_position").head
    head.setFocus(Qt.FocusReason.TabFocusReason)
    designer.picture("mind_of_kael")
    QTest.keyClick(head, Qt.Key.Key_Delete)
    assert names(designer, "goals") == [name for name in goals if name != "hold_position"]

    QTest.mouseClick(line_of(designer, "actions", "attack").reset, LEFT)
    assert "attack" in designer.written("kael", "agent.actions")

    assert len(designer.editor.undo.entries) == 5
    designer.window.setFocus()
    for _ in range(5):
        designer.press("Ctrl+Z")
    assert designer.documents() == before
    assert designer.files() == on_disk


def test_an_action_that_can_never_serve_is_told_at_its_row_and_in_problems_and_repaired_there(at_kael):
    designer = at_kael
    designer.editor.run(designer.set("kael", "agent.actions", [*designer.value("kael", "agent.actions"), "retreat"]))

    (told,) = designer.problems()
    assert told.startswith('The action "retreat" is of no use: none of its goals wants what it gives')
    line = line_of(designer, "actions", "retreat")
    designer.wait(lambda: line.findChildren(FaultLine))
    (button,) = line.findChildren(QPushButton)
    assert button.text() == "Add goal Survive"
    QTest.mouseClick(button, LEFT)

    assert not designer.problems()
    assert "survive" in designer.written("kael", "agent.goals")


def test_a_misspelt_action_is_put_right_by_one_click_with_its_cost(at_kael):
    designer = at_kael
    words = [word.replace("attack", "atack=3") for word in designer.value("kael", "agent.actions")]
    designer.editor.run(designer.set("kael", "agent.actions", words))

    line = line_of(designer, "actions", "atack")
    designer.wait(lambda: line.findChildren(QPushButton))
    (button,) = line.findChildren(QPushButton)
    assert button.text() == "Use Attack"
    QTest.mouseClick(button, LEFT)

    assert "attack=3.0" in designer.written("kael", "agent.actions")


def test_three_companions_get_another_cost_where_they_have_the_action(at_kael):
    designer = at_kael
    designer.select("aria", "lyra", "kael")
    saved = designer.documents()
    line = line_of(designer, "actions", "attack")
    assert line.holders.text() == "2 of 3"

    QTest.mouseClick(line.number, LEFT, pos=QPoint(10, 8))
    designer.wait(line.number.hasFocus)
    QTest.keyClicks(line.number, "3")
    QTest.keyClick(line.number, Qt.Key.Key_Return)

    assert "attack=3.0" in designer.value("kael", "agent.actions")
    assert "attack=3.0" in designer.value("lyra", "agent.actions")
    assert designer.written("aria", "agent.actions") is None
    assert len(designer.editor.undo.entries) == 1
    designer.press("Ctrl+Z")
    assert designer.documents() == saved


def test_an_override_is_reverted_to_the_prefab_in_one_step(at_kael):
    designer = at_kael
    saved = designer.documents()
    number = line_of(designer, "actions", "taunt").number
    QTest.mouseClick(number, LEFT, pos=QPoint(10, 8))
    designer.wait(number.hasFocus)
    QTest.keyClicks(number, "9")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert number.property("state") == "over"

    designer.choose_at(designer.field("agent.actions").parentWidget(), "Revert to the prefab Kael")

    assert designer.documents() == saved
    assert line_of(designer, "actions", "taunt").number.property("state") == "default"


def test_a_weight_dragged_while_the_game_plays_is_what_its_minds_think_with_next(at_kael):
    designer = at_kael
    saved = designer.documents()
    play = designer.editor.play
    designer.play()
    play.pause()
    before = play.session.mind
    weight = line_of(designer, "goals", "protect_player").number

    QTest.mousePress(weight, LEFT, pos=QPoint(10, 8))
    QTest.mouseMove(weight, QPoint(60, 8))
    QTest.mouseRelease(weight, LEFT, pos=QPoint(60, 8))

    assert len(designer.editor.undo.entries) == 1
    ahead = play.mind_ahead
    assert ahead is not None
    assert ahead.profiles != before.profiles
    play.step()
    assert play.session.mind.profiles == ahead.profiles
    designer.press("Ctrl+Z")
    play.step()
    assert play.session.mind.profiles == before.profiles
    designer.stop()
    assert designer.documents() == saved
