"""Whatever a model or an agent says is shown letter by letter: nothing of it is ever taken for markup."""

import time
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QToolTip, QWidget

from editor.core.agents.service import HeardCall
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.kept import KeptProposal
from engine.llm.proposals.proposal import Proposal
from panels.scenario_authoring.answer_section import FindingLine
from panels.scenario_authoring.looked import Found
from tests.editor.core.proposals.stage import FILE, answer, answering, hunk

MARK = '<b>x</b><img src="nowhere.png">'
MOMENT_MS = 120_000
ADDED = {"do": "add", "file": FILE, "id": "marked", "name": MARK, "components": {"transform": {"position": [5, 0, 5]}}}
SAID = {"title": f"Title {MARK}", "summary": f"Summary {MARK}"}


def labels_with_mark(widget: QWidget) -> list[str]:
    """The texts of a widget that hold the mark; each is shown as it is."""
    labels = [each for each in widget.findChildren(QLabel) if MARK in each.text()]
    taken_for_markup = [each.text() for each in labels if each.textFormat() != Qt.TextFormat.PlainText]
    assert taken_for_markup == []
    for each in widget.findChildren(QTextEdit):
        assert "<b" not in each.toPlainText() or MARK in each.toPlainText()
    return [each.text() for each in labels]


def sent(prompt: str, **more: Any) -> KeptProposal:
    """What an agent has sent, whatever it calls itself."""
    made = Proposal.model_validate({**SAID, "hunks": [hunk("marked", ADDED, why=f"Why {MARK}")]})
    return KeptProposal(
        id="20261127-120000-0a1b2c3d", when="2026-11-27T12:00:00Z", scene="field", encounter="brawl",
        prompt=prompt, client="outside agent", agent=MARK, model=MARK, proposal=made, **more,
    )  # fmt: skip


def test_words_of_models_and_agents_are_never_markup(window: Any, view: Any, qtbot: Any) -> None:
    editor, agents = window.editor, window.editor.agents
    proposals, inbox = editor.proposals, editor.agents.inbox
    # A model's answer in the panel, and what may be found in one
    line = FindingLine(
        Found("error", MARK, ProposalFinding("rule", MARK, MARK, hunk=MARK, field=MARK)), names_hunk=True
    )
    qtbot.addWidget(line)
    assert labels_with_mark(line)
    answering(editor, answer(hunk("marked", ADDED, why=f"Why {MARK}"), **SAID))
    proposals.say(f"Wish {MARK}")
    proposals.ask()
    qtbot.waitUntil(lambda: proposals.review.known is not None and not proposals.is_busy, timeout=MOMENT_MS)
    shown = labels_with_mark(view)
    assert {f"Title {MARK}", f"Summary {MARK}", f"Why {MARK}"} <= {*shown}
    assert any("Add " in each for each in shown), "so does a change"
    # A proposal of an agent that waits, is under review, and stands among the kept ones
    inbox.take_in(sent(f"Wish {MARK}"))
    view.refresh()
    assert labels_with_mark(view.waiting)
    assert labels_with_mark(window.toasts.shown[-1])
    view.model.review_next()
    qtbot.waitUntil(lambda: proposals.review.known is not None and not proposals.is_busy, timeout=MOMENT_MS)
    assert labels_with_mark(view.answer), "who sent it, and what for"
    assert proposals.accept() == ""
    view.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(view.kept.cards) == 2, timeout=MOMENT_MS)
    for card in view.kept.cards:
        view.model.compare(card.kept.id)
    assert labels_with_mark(view.kept.comparison)
    assert len(labels_with_mark(view.kept)) > 4
    # What was accepted, in the history and the inspector
    for panel in ("history", "inspector"):
        window.show_panel(panel)
    editor.selection.set(["marked"])
    qtbot.waitUntil(lambda: bool(window.hosts["inspector"].view), timeout=MOMENT_MS)
    QApplication.processEvents()
    # An agent that works, in the window of access and in the light
    window.ui.run("tools.agent_access")
    dialog = window.agents.dialog
    assert dialog is not None
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: agents.standing == "on", timeout=MOMENT_MS)
    agents.calls.append(HeardCall(time.time(), MARK, MARK, True, MARK))
    agents.hear_began(MARK)
    agents.changed.emit()
    assert labels_with_mark(dialog)
    assert MARK[:8] in window.status.agents.words.text()
    assert MARK in window.status.agents.toolTip()
    for each in QApplication.topLevelWidgets():
        labels_with_mark(each)
    # And every tooltip, whoever says it
    QToolTip.showText(QPoint(20, 20), MARK)
    (tip,) = [each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel"]
    assert isinstance(tip, QLabel)
    assert (tip.text(), tip.textFormat()) == (MARK, Qt.TextFormat.PlainText)
    QToolTip.hideText()
    dialog.close()
    agents.cut_off()
