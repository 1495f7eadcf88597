"""The panel in the real window: empty states, words, keys, narrow and with large text, and the kept ones."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from engine.llm.proposals.kept import KeptProposals
from tests.editor.core.proposals.stage import GOOD, LONELY, SOFTER, WISH, answer, answering, hunk, pack

LEFT = Qt.MouseButton.LeftButton
MOMENT_MS = 120_000


def wish(window: Any, view: Any, qtbot: Any) -> None:
    """Ask by hand, and wait for the cards."""
    view.wish.field.setFocus()
    view.wish.field.setPlainText(WISH)
    QTest.mouseClick(view.wish.ask, LEFT)
    proposals = window.editor.proposals
    qtbot.waitUntil(lambda: proposals.review.known is not None and not proposals.is_busy, timeout=MOMENT_MS)


def test_every_step_says_what_will_be_there(window: Any, view: Any):
    ahead = [section.ahead for section in (view.answer, view.check, view.review, view.playtest)]
    assert all(text.isVisible() and text.text() for text in ahead)
    assert view.wish.why.text() == "Write what you wish for first."
    assert not view.wish.ask.isEnabled()
    assert not view.accept.isVisible()


def test_findings_and_cards_stand_in_words(window: Any, view: Any, qtbot: Any):
    wish(window, view, qtbot)
    first, mended = view.check.lines
    assert first.title.text().startswith("First answer: 1 error")
    assert "Rule: missing-reference." in first.lines[0].text.text()
    assert first.lines[0].text.text().startswith("pack, change 1, pack_behind spawn_group.trigger: ")
    assert view.answer.text.toPlainText().startswith("Ambush from behind\nTwo raiders come from behind.\n")
    assert "pack: Two raiders close the way back once the fight has begun. (1 change)" in view.model.glimpsed
    view.answer.fold.click()
    view.answer.raw.click()
    assert view.answer.text.toPlainText().startswith("{")
    assert mended.title.text().startswith("Mended 1 time: no errors")
    assert [card.tick.text() for card in view.review.cards] == ["pack", "softer", "fewer"]
    assert "Add Pack behind" in view.review.cards[0].changes.text()
    assert view.review.cards[1].lines, "a warning is told where it belongs"
    assert view.accept.accept.text() == "Accept 3 of 3 parts"


def test_a_tick_by_key_leaves_a_part_out_and_the_ghosts_follow(window: Any, view: Any, qtbot: Any):
    wish(window, view, qtbot)
    tick = view.review.cards[2].tick
    tick.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert view.accept.accept.text() == "Accept 2 of 3 parts"
    qtbot.waitUntil(lambda: not window.editor.proposals.review.is_checking, timeout=MOMENT_MS)
    labels = [label.text for label in window.centre.viewport.source.picture().labels]
    assert "New: Pack behind" in labels
    assert "Changes: Raider 2" in labels
    assert "Goes: Raider 3" not in labels
    QTest.mouseClick(view.review.ghosts, LEFT)
    assert "New: Pack behind" not in [label.text for label in window.centre.viewport.source.picture().labels]


def test_a_library_sentence_comes_in_words_of_the_project_and_what_has_none_is_not_sent(window: Any, view: Any):
    ambush = next(each for each in view.model.library if each.name == "ambush")
    view.wish._begin_with(ambush)
    assert view.wish.field.textCursor().selectedText() == "Raiders"
    assert "{" not in window.editor.proposals.wish
    assert view.wish.ask.isEnabled()
    window.editor.proposals.say(ambush.text)
    assert "where the sentence of the library has braces: {enemy}" in view.wish.why.text()
    assert not view.wish.ask.isEnabled()


def test_the_circle_says_why_it_can_not_be_drawn(window: Any, view: Any):
    window.editor.selection.clear()
    assert not view.wish.zone.isEnabled()
    assert "Select something first" in view.wish.zone.toolTip()
    window.editor.selection.set(["raider_2"])
    assert view.wish.zone.isEnabled()
    view.wish.selection.click()
    assert not view.wish.zone.isEnabled()


def test_a_part_that_changes_a_prefab_counts_as_a_change_of_whom_it_makes(window: Any, view: Any, qtbot: Any):
    tamed = {"do": "set", "file": "prefabs/raider", "entity": "raider", "field": "melee.damage", "value": 1.0}
    answering(window.editor, answer(hunk("tamed", tamed), pack()))
    wish(window, view, qtbot)
    labels = [label.text for label in window.centre.viewport.source.picture().labels]
    assert "Changes: Raider 2" in labels
    assert "Changes: Wave" in labels, "it brings in such raiders"
    assert "melee" in view.review.cards[0].changes.text().lower()


def test_accepting_says_so_and_offers_the_way_back(window: Any, view: Any, qtbot: Any):
    wish(window, view, qtbot)
    QTest.mouseClick(view.accept.accept, LEFT)
    assert [toast.accessibleName() for toast in window.toasts.shown][-1].startswith("Accepted")
    assert len(window.editor.undo.entries) == 1
    assert not view.accept.isVisible()
    # Then the wish is granted: its words stand among the kept ones, from where they are taken again
    assert view.wish.field.toPlainText() == ""
    view.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 1, timeout=MOMENT_MS)
    QTest.mouseClick(view.kept.cards[0].again, LEFT)
    assert (view.tabs.currentIndex(), view.wish.field.toPlainText()) == (0, WISH)


def test_what_another_program_kept_meanwhile_stands_among_the_kept(window: Any, view: Any, qtbot: Any):
    wish(window, view, qtbot)
    shelf, editor = window.editor.proposals.shelf, window.editor
    qtbot.waitUntil(lambda: len(shelf.kept) == 1 and not editor.jobs.running, timeout=MOMENT_MS)
    (mine,) = shelf.kept
    other = mine.model_copy(update={"id": f"{mine.id[:-8]}0badcafe", "agent": "an agent"})
    KeptProposals.of(editor.document.folder).write(other)
    view.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 2, timeout=MOMENT_MS)
    place = view.kept.cards[0].told.text().partition(";")[0]
    assert place == "Brawl, Field"


def test_kept_ones_are_opened_compared_and_forgotten(window: Any, view: Any, qtbot: Any):
    answering(window.editor, GOOD)
    wish(window, view, qtbot)
    QTest.mouseClick(view.accept.reject, LEFT)
    answering(window.editor, answer(pack(), {**SOFTER, "operations": SOFTER["operations"][:1]}))
    wish(window, view, qtbot)
    view.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 2, timeout=MOMENT_MS)
    for card in view.kept.cards:
        QTest.mouseClick(card.compare, LEFT)
    told = view.kept.comparison.told.text()
    assert "The same in both: pack." in told
    assert "softer differs: " in told
    assert f"{LONELY['id']}." in told
    assert "Neither was playtested." in told
    first = view.kept.cards[0].kept
    QTest.mouseClick(view.kept.cards[0].forget, LEFT)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 1, timeout=MOMENT_MS)
    forgotten = window.toasts.shown[-1]
    assert forgotten.accessibleName().startswith("Forgotten")
    view.model.keep_again(first)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 2, timeout=MOMENT_MS)
    QTest.mouseClick(view.kept.cards[0].forget, LEFT)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 1, timeout=MOMENT_MS)
    QTest.mouseClick(view.kept.cards[0].open, LEFT)
    assert view.tabs.currentIndex() == 0
    qtbot.waitUntil(view.accept.accept.isEnabled, timeout=MOMENT_MS)


def test_a_refusal_and_a_failure_stand_in_sentences(window: Any, view: Any, qtbot: Any):
    answering(window.editor, answer(cannot="There is no river here."))
    view.wish.field.setPlainText(WISH)
    QTest.mouseClick(view.wish.ask, LEFT)
    qtbot.waitUntil(lambda: view.review.refusal.text() == "There is no river here.", timeout=MOMENT_MS)
    assert not view.accept.accept.isVisible()
    assert [line.title.text() for line in view.check.lines] == ["First answer: n/a, since nothing is proposed"]
    assert [part.note.text() for part in (view.check, view.review, view.playtest)] == ["n/a", "", "n/a"]
    window.editor.settings.set("assistant.client", "openai")
    assert "names no address" in view.wish.why.text()
    assert not view.wish.ask.isEnabled()


@pytest.mark.parametrize("page", range(2))
def test_no_page_is_wider_than_a_narrow_panel_with_large_text(window: Any, view: Any, qtbot: Any, page: int):
    wish(window, view, qtbot)
    look.set("dark", 1.5, False)
    apply(QApplication.instance(), look)
    window.resize(1280, 720)
    view.tabs.setCurrentIndex(page)
    QApplication.processEvents()
    for area in view.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()
