"""A designer asks why Kael did not taunt, changes a cost, sees the plan change, looks back, and pins a decision."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from editor.ui.api import NumberField
from panels.goap_inspector.painter import field_rect
from tests.projects.shipped import copied

LEFT = Qt.MouseButton.LeftButton
PINNED = "decisions/kael_strikes_a_combo"
SEEDS, FROM, UP_TO = (7, 8, 9), 60, 1500
MUCH_LATER = 90
"""Ticks after which something else is believed."""


@pytest.fixture
def at_a_combo(designer, tmp_path: Path):
    """Echo Grove, held where Kael means to strike a combo and can't taunt; he is selected and explained."""
    designer.open(copied("veilweaver", tmp_path))
    designer.window.show_workspace("Play")
    designer.editor.play.autopilot = "expert"
    assert any(hold_at_a_combo(designer, seed) for seed in SEEDS)
    designer.select("kael")
    designer.window.docks.focus("goap_inspector")
    designer.wait(lambda: designer.panel("goap_inspector") is not None)
    designer.wait(lambda: why(designer).attention.is_on and why(designer).tree.isVisible())
    return designer


def hold_at_a_combo(designer, seed):
    """Play a seed until the moment comes; False when it does not."""
    play = designer.editor.play
    play.stop()
    play.start(seed)
    row = play.session.compiled.row_of("kael")
    combo = play.session.mind.domain.action_ids["combo"]
    while play.state == "playing" and play.tick < UP_TO:
        play.advance(1 / 60 + 1e-9)
        if play.session.world.view["wanted"][row] != combo or play.tick <= FROM:
            continue
        reasons = play.explainer.explain_now(play.session, row)
        taunt = next(each for each in reasons.actions if each.name == "taunt")
        is_combo = [step.action for step in reasons.plan] == ["combo"] and reasons.goal == "defeat_enemies"
        if is_combo and taunt.failed == ("can_taunt",):
            play.pause()
            return True
    return False


def why(designer):
    return designer.panel("goap_inspector")


def rows(designer, section):
    """What stands in a section: (text, detail, number)."""
    found = next(each for each in why(designer).tree.rows.sections if each.id == section)
    return [(row.text, row.detail, row.number) for row in found.rows]


def pin_stands(designer):
    """Whether the pin holds or differs, as its row says."""
    return next((number for text, _, number in rows(designer, "pins") if text == "Kael strikes a combo"), "")


def ask(designer, words):
    """Type a question into the field above the reasons."""
    field = why(designer).ask
    QTest.mouseClick(field, LEFT)
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    designer.wait(why(designer).answer.isVisible)


def type_number(designer, section, row, text):
    """Click the field of a number in its row, type, and press Enter."""
    tree = why(designer).tree
    designer.wait(lambda: tree.findChild(NumberField) is None)
    designer.come_back()
    index = tree.index_of(section, row, column=1)
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), LEFT, pos=field_rect(tree.visualRect(index)).center())
    field = tree.findChild(NumberField)
    assert field is not None
    designer.wait(field.hasFocus)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def click_row(designer, section, row):
    tree = why(designer).tree
    index = tree.index_of(section, row)
    tree.scrollTo(index)
    place = tree.visualRect(index)
    QTest.mouseClick(tree.viewport(), LEFT, pos=QPoint(place.left() + 60, place.center().y()))


def test_why_did_he_not_taunt(at_a_combo):
    designer = at_a_combo
    saved = designer.documents()
    head = why(designer).head

    # Given Kael, who is about to strike a combo
    assert head.purpose.whole() == "Goal: Defeat enemies, whole plan 1.50"
    assert rows(designer, "plan") == [("1. Combo", rows(designer, "plan")[0][1], "1.50")]
    # When it is asked why he does not taunt
    ask(designer, "taunt")
    # Then the precondition that failed is named, with what it means
    assert why(designer).answer.title.text() == "Why not Taunt"
    assert "can taunt: A taunt is ready" in why(designer).answer.missing.text()
    designer.picture("why_1_asked")
    # And a click on another action asks the same of it
    reasons = why(designer).model.explanation
    useless = next(each for each in reasons.actions if each.status == "useless")
    click_row(designer, "rejected", useless.name)
    assert why(designer).ask.text() == useless.name.replace("_", " ").capitalize()
    assert "does not lead to defeat enemies" in why(designer).answer.text.text()

    # When the combo is made dearer, in its row
    entries = designer.editor.undo.index
    type_number(designer, "plan", "1:combo", "1.5 * 6")
    # Then it is one change of his own actions, and the plan of the next tick is shown at once
    assert designer.editor.undo.index == entries + 1
    assert "combo=9.0" in designer.written("kael", "agent.actions")
    designer.wait(lambda: rows(designer, "plan")[0][0] != "1. Combo")
    assert any("With your edit" in notice for notice in head.notices())
    designer.picture("why_2_dearer")
    # And that is what the next ticks decide
    for _ in range(6):
        designer.editor.play.step()
    assert why(designer).model.explanation.wanted != "combo"
    assert head.notices() == []

    # When it is undone
    designer.press("Ctrl+Z", why(designer).tree)
    # Then every byte is as it was
    assert designer.documents() == saved
    assert designer.written("kael", "agent.actions") is None

    # When nothing that he could do now is worth anything to him
    for goal in ("defeat_enemies", "hold_position"):
        type_number(designer, "goals", goal, "0")
    # Then he has no plan, and each of his goals says what it lacks
    designer.wait(lambda: "None of its goals has a plan now; each says what it needs." in head.notices())
    lacks = {text: detail for text, detail, _ in rows(designer, "goals")}
    assert len(lacks) == 7
    assert lacks["Exploit stagger"] == "Needs: enemy staggered"
    assert all(detail.startswith("Needs: ") or detail == "Worth nothing now" for detail in lacks.values()), lacks
    designer.picture("why_2_no_plan")
    for _ in range(2):
        designer.press("Ctrl+Z", why(designer).tree)
    assert designer.documents() == saved

    # When it is asked for an action that he does not have, it is given to him, and taken back
    ask(designer, "stability pulse")
    answer = why(designer).answer
    assert "does not have this action" in answer.text.text()
    designer.picture("why_3_lacks")
    QTest.mouseClick(answer.offers[0], LEFT)
    assert designer.written("kael", "agent.actions")[-1] == "stability_pulse"
    designer.wait(lambda: "does not have" not in answer.text.text())
    designer.press("Ctrl+Z", why(designer).tree)
    assert designer.documents() == saved


def test_the_past_is_explained_walked_by_keyboard_and_gone_to(at_a_combo):
    designer = at_a_combo
    view = why(designer)
    strip, play = view.strip, designer.editor.play
    now = play.tick
    # When a past tick of the strip is clicked
    spot = QPoint(round(strip.scale.x_of(now - 200)), strip.height() // 2)
    QTest.mouseClick(strip, LEFT, pos=spot)
    tick = view.model.tick
    # Then everything is of that tick, as the run itself had it
    assert abs(tick - (now - 200)) <= 2
    assert view.tick.text() == f"tick {tick:,}, past"
    action = view.head.action.whole()
    assert strip.tell(tick).partition(": ")[2].startswith(action)
    designer.picture("why_4_past")
    # And the arrows walk, and Esc comes back
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert view.model.tick == tick - 1
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert (view.model.is_past, view.tick.text()) == (False, f"tick {now:,}, live")

    # And the keyboard alone reaches every part
    view.agents.setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert {view.pin, view.strip, view.ask, view.tree} <= set(reached)

    # And a cost is changed from the tree by F2
    view.tree.setFocus()
    view.tree.setCurrentIndex(view.tree.index_of("rejected", "taunt"))
    QTest.keyClick(view.tree, Qt.Key.Key_F2)
    field = view.tree.findChild(NumberField)
    designer.wait(field.hasFocus)
    QTest.keyClicks(field, "0.25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "taunt=0.25" in designer.written("kael", "agent.actions")
    designer.wait(view.tree.hasFocus)
    # And given back by Delete
    view.tree.setCurrentIndex(view.tree.index_of("rejected", "taunt"))
    QTest.keyClick(view.tree, Qt.Key.Key_Delete)
    assert designer.written("kael", "agent.actions") is None

    # When the run is put there
    QTest.mouseClick(strip, LEFT, pos=spot)
    QTest.mouseClick(view.moment.there, LEFT)
    # Then it is there, and says live what was said of the past
    assert (play.tick, play.state) == (tick, "paused")
    assert view.tick.text() == f"tick {tick:,}", "it is the session's own, but no longer the last one"
    assert view.head.action.whole() == action


def test_a_decision_is_pinned_differs_and_is_taken_back(at_a_combo):
    designer = at_a_combo
    saved = designer.documents()
    view = why(designer)
    # When the tick is pinned as a test
    designer.answer_name("Kael strikes a combo", lambda: QTest.mouseClick(view.pin, LEFT))
    assert view.refused.text() == ""
    # Then a file says what is expected, and it holds
    assert designer.editor.document.text(PINNED)
    assert pin_stands(designer) == "holds"
    # And its row is in sight, and the console names the file
    assert view.tree.place_of(view.tree.currentIndex()) == ("pins", PINNED)
    assert f"{PINNED}.toml" in designer.editor.log.lines[-1].text

    # When the combo becomes dear, it differs, and a click tells what is decided instead
    type_number(designer, "plan", "1:combo", "9")
    designer.wait(lambda: pin_stands(designer) == "differs")
    click_row(designer, "pins", PINNED)
    designer.wait(view.answer.isVisible)
    assert "expected Defeat enemies by Combo; found Defeat enemies by" in view.answer.text.text()
    designer.picture("why_5_differs")
    # When the new decision is accepted, it holds again
    QTest.mouseClick(view.answer.offers[0], LEFT)
    designer.wait(lambda: pin_stands(designer) == "holds")

    # When all of it is undone
    for _ in range(3):
        designer.press("Ctrl+Z", view.tree)
    assert designer.documents() == saved

    # When play goes on while the name is typed
    tick, play = view.model.tick, designer.editor.play

    def pin_while_it_plays():
        QTimer.singleShot(0, lambda: [play.step() for _ in range(MUCH_LATER)])
        QTest.mouseClick(view.pin, LEFT)

    designer.answer_name("Kael strikes a combo", pin_while_it_plays)
    # Then the tick is kept that was asked about
    assert play.tick == tick + MUCH_LATER
    assert f"tick = {tick}\n" in designer.editor.document.text(PINNED)


def test_stop_lets_go_of_a_weight_that_is_half_typed(at_a_combo):
    designer = at_a_combo
    saved, entries = designer.documents(), designer.editor.undo.index
    stop = next(each for each in designer.window.findChildren(QToolButton) if each.toolTip().startswith("Stop ("))
    for end in (lambda: designer.press("Shift+F5"), lambda: QTest.mouseClick(stop, LEFT)):
        # Given a weight that is typed and not entered
        tree = why(designer).tree
        designer.wait(lambda tree=tree: tree.findChild(NumberField) is None)
        designer.come_back()
        cell = tree.visualRect(tree.index_of("goals", "evade", column=1))
        QTest.mouseClick(tree.viewport(), LEFT, pos=field_rect(cell).center())
        designer.wait(tree.findChild(NumberField).hasFocus)
        QTest.keyClicks(tree.findChild(NumberField), "7.5")
        # When play stops, by its key and then, in another run, by its button
        end()
        # Then nothing was changed
        assert designer.editor.play.state == "stopped"
        assert (designer.editor.undo.index, designer.documents()) == (entries, saved)
        designer.editor.play.start(SEEDS[0])
        designer.editor.play.advance(1 / 60 * FROM)
        designer.wait(lambda: why(designer).tree.isVisible() and why(designer).model.explanation is not None)
    designer.editor.play.stop()
