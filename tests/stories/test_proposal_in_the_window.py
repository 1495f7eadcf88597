"""A designer wishes for an ambush: proposed offline, refused by a rule, mended, playtested, and partly accepted."""

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.balance.kept import KeptResults
from engine.document import Path as DocumentPath
from tests.editor.core.balance.stage import InPlace
from tests.stories.driver import LEFT, Designer

WISH = "two stalkers ambush the party from behind when the bridge is woven, a novice should win about half the time"
MOMENT_MS = 400_000
SEEDS = 64
ELSEWHERE = {
    *("near_shard", "south_pair", "take_near_shard", "beat_south_pair", "line_3", "read_the_threads"),
    *("steady_the_bank", "take_far_shard", "after_them", "pursuers", "hold_the_arch", "leave", "line_5"),
}
"""What happens at the causeway before the bridge and beyond the far bank."""


@pytest.fixture
def crossing(veilweaver: Path) -> Path:
    """A copy of Veilweaver whose causeway is the crossing alone: each of the 384 runs is 20 s of play and not 100."""
    file = veilweaver / "encounters" / "causeway.toml"
    blocks = re.split(r"(?m)^(?=\[entities\.)", file.read_text(encoding="utf-8"))
    names = (re.match(r"\[entities\.(\w+)", block) for block in blocks)
    text = "".join(block for block, name in zip(blocks, names, strict=True) if not name or name[1] not in ELSEWHERE)
    for old, new in (
        ("echo_start = 1", "echo_start = 2"),
        ('after = "read_the_threads"\n', ""),
        ('way_out = "leave"', 'way_out = "cross"'),
        ('objective = "leave"', 'objective = "beat_far_pair"'),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return veilweaver


@pytest.fixture
def at_the_causeway(designer: Designer, crossing: Path, tmp_path: Path) -> Designer:
    """Veilweaver at the causeway, where a bridge is woven; playtests are played in this process."""
    designer.open(crossing)
    designer.editor.open_scene("causeway", "causeway")
    balance = designer.editor.balance
    balance._workers, balance._kept = InPlace(), KeptResults(tmp_path / "results")
    designer.settle()
    return designer


def show_in(view: Any, widget: Any) -> None:
    """Scroll to a part of the panel, as the wheel does."""
    view.area.ensureWidgetVisible(widget)


@pytest.mark.compiles
def test_an_ambush_is_wished_for_mended_playtested_and_two_of_three_parts_are_taken(at_the_causeway: Designer):
    designer = at_the_causeway
    editor, proposals = designer.editor, designer.editor.proposals
    documents, files = designer.documents(), designer.files()
    # Given a wish, of which is told what it takes before it is sent
    designer.window.show_panel("scenario_authoring")
    designer.wait(lambda: designer.panel("scenario_authoring") is not None)
    view = designer.panel("scenario_authoring")
    assert view.wish.who.text() == "Offline planner"
    QTest.mouseClick(view.wish.field.viewport(), LEFT)
    QTest.keyClicks(view.wish.field, WISH)
    designer.qtbot.waitUntil(lambda: "(an estimate)" in view.wish.cost.text(), timeout=MOMENT_MS)
    # When it is asked for, the answer streams in
    QTest.keyClick(view.wish.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    designer.qtbot.waitUntil(lambda: 100 < len(view.answer.text.toPlainText()), timeout=MOMENT_MS)
    assert view.wish.cancel.isVisible()
    designer.picture("proposal_1_answer")
    designer.qtbot.waitUntil(lambda: proposals.review.known is not None and not proposals.is_busy, timeout=MOMENT_MS)
    # Then a rule has refused one part of it, and says why, and the planner has mended that
    first, mended = (line for line in view.check.lines)
    assert "1 error" in first.title.text()
    assert first.lines[0].text.text().startswith("ambush, change 2, ambush_rift_stalker transform.position: ")
    assert "Rule: spawn-inside-obstacle." in first.lines[0].text.text()
    assert "no errors" in mended.title.text()
    # And the parts stand as cards, and as ghosts in the viewport
    assert [card.hunk.id for card in view.review.cards] == ["ambush", "warning", "difficulty"]
    ghosts = proposals.ghosts
    assert ghosts is not None
    picture = designer.viewport.source.picture()
    assert any(label.text.startswith("New: Ambush") for label in picture.labels)
    assert any(note.startswith("Proposal: ") for note in picture.notes)
    designer.viewport.refresh()
    designer.picture("proposal_2_ghosts")
    # When one part is left out, its ghosts go, and the others are playtested before and after
    card = view.review.cards[1]
    show_in(view, card.tick)
    card.tick.click()
    assert view.accept.accept.text() == "Accept 2 of 3 parts"
    designer.qtbot.waitUntil(lambda: not proposals.review.is_checking, timeout=MOMENT_MS)
    assert view.playtest.seeds.value() == SEEDS
    show_in(view, view.playtest.start)
    QTest.mouseClick(view.playtest.start, LEFT)
    assert proposals.playtests.is_running, view.playtest.start.toolTip()
    designer.qtbot.waitUntil(lambda: not proposals.playtests.is_running, timeout=MOMENT_MS)
    assert proposals.playtests.error == ""
    lane = view.playtest.lanes["novice"]
    assert "±" in lane.words["before"].text()
    assert "±" in lane.words["after"].text()
    assert "points (" in lane.change.text()
    report = view.model.report
    assert {(each["variant"], each["runs"]) for each in report["results"]} == {("before", SEEDS), ("after", SEEDS)}
    for each in report["results"]:
        low, high = each["interval"]["low"], each["interval"]["high"]
        assert low <= each["win_rate"] <= high
        assert high - low < 0.26, "64 seeds tell a rate to some 12 points"
    show_in(view, view.playtest.rests_on)
    designer.picture("proposal_3_playtest")
    # Then an outlier opens as a recording, and nothing can be accepted while it is on the screen
    line = next(line for line in view.playtest.odd if line.isVisible() and "after" in line.name.text())
    show_in(view, line.open)
    QTest.mouseClick(line.open, LEFT)
    designer.qtbot.waitUntil(lambda: editor.play.session is not None, timeout=MOMENT_MS)
    assert editor.play.is_replaying
    assert "Stop playing first" in view.accept.why.text()
    assert not view.accept.accept.isEnabled()
    designer.picture("proposal_4_outlier")
    designer.stop()
    assert designer.documents() == documents, "nothing was changed before anybody accepted"
    assert designer.files() == files
    # When the two parts are accepted, that is one entry, and one undo takes all of it back
    designer.window.show_panel("scenario_authoring")
    designer.wait(view.accept.accept.isEnabled)
    QTest.mouseClick(view.accept.accept, LEFT)
    (entry,) = editor.undo.entries
    assert entry.who == "assistant"
    assert "(2 of 3 parts)" in entry.sentence
    assert editor.view.get("ambush_rift_stalker") is not None
    designer.press("Ctrl+Z")
    assert designer.documents() == documents
    designer.press("Ctrl+Shift+Z")
    # Then the saved file says where it comes from
    designer.press("Ctrl+S")
    designer.wait(lambda: not editor.is_dirty)
    saved = designer.files()["encounters/causeway"].decode()
    assert WISH in saved
    assert 'client = "Offline planner"' in saved
    assert f'seeds = "0 to {SEEDS - 1}"' in saved
    said: Any = editor.document.value(DocumentPath.entity("encounters/causeway", "ambush_rift_stalker", "provenance"))
    assert said["hunk"] == "ambush"
    assert "won" in said["report"]
    # And it is among those that are kept, to be opened again
    view.tabs.setCurrentIndex(1)
    designer.wait(lambda: view.kept.cards)
    assert "accepted: ambush, difficulty" in view.kept.cards[0].told.text()
    designer.picture("proposal_5_kept")
    assert [thread.name for thread in threading.enumerate()].count("language models") == 1
