"""A wish in the window, without one: asked, mended, reviewed, accepted as one entry, and given up."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.editor import Editor
from engine.document import Path as DocumentPath
from engine.llm.client.answer import About
from tests.editor.core.proposals.stage import GOOD, WISH, WRONG, answer, answering, asked, until, wishing


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with wishing(tmp_path, WRONG, GOOD) as found:
        yield found


def files(editor: Editor) -> dict[str, str]:
    assert editor.document is not None
    return {file: editor.document.text(file) for file in editor.document.files}


def test_a_wish_is_answered_mended_and_reviewed_and_nothing_has_changed(editor: Editor):
    before = files(editor)
    asked(editor)
    proposals = editor.proposals
    conversation = proposals.conversation
    assert conversation is not None
    assert proposals.standing == "answered"
    assert [done.is_good for done in conversation.rounds] == [False, True]
    assert {each.hunk for each in conversation.rounds[0].errors} == {"pack"}
    assert proposals.review.ticked == {"pack", "softer", "fewer"}
    assert proposals.why_not_accept() == ""
    assert files(editor) == before
    assert [each.prompt for each in proposals.shelf.kept] == [WISH]


def test_accepting_is_one_entry_that_one_undo_takes_back(editor: Editor):
    before = files(editor)
    asked(editor)
    proposals = editor.proposals
    proposals.review.tick("fewer", False)
    assert "checked" in proposals.why_not_accept()
    until(editor, lambda: not proposals.review.is_checking)
    assert proposals.accept() == ""
    assert editor.view.get("raider_3") is not None
    assert editor.view.entity("raider_2").components["health"].maximum == 50.0
    assert editor.document is not None
    said = editor.document.value(DocumentPath.entity("encounters/brawl", "pack_behind", "provenance"))
    assert (said["prompt"], said["client"], said["hunk"]) == (WISH, "Offline planner", "pack")
    (entry,) = editor.undo.entries
    assert (entry.who, entry.sentence) == ("assistant", "Accept Ambush from behind (2 of 3 parts)")
    assert proposals.shelf.kept[0].accepted == ("pack", "softer")
    editor.undo.undo()
    assert files(editor) == before


def test_ghosts_follow_what_is_ticked(editor: Editor):
    asked(editor)
    proposals = editor.proposals
    ghosts = proposals.ghosts
    assert ghosts is not None
    told = {(each.new or each.old).id: (each.old is None, each.new is None) for each in ghosts.changed}
    assert told == {"raider_2": (False, False), "pack_behind": (True, False), "raider_3": (False, True)}
    proposals.review.tick("pack", False)
    until(editor, lambda: not proposals.review.is_checking)
    ghosts = proposals.ghosts
    assert ghosts is not None
    assert {(each.new or each.old).id for each in ghosts.changed} == {"raider_2", "raider_3"}
    proposals.reject()
    assert proposals.ghosts is None


def test_an_edit_lets_the_parts_be_checked_anew(editor: Editor):
    from tests.editor.core.balance.stage import give

    asked(editor)
    proposals = editor.proposals
    give(editor, "raider_2", "name", value="Chief")
    assert proposals.review.is_checking
    until(editor, lambda: not proposals.review.is_checking)
    assert proposals.why_not_accept() == ""
    assert any("Chief" in line for line in proposals.review.known.changes["softer"])


def test_while_a_copy_plays_proposals_are_made_but_not_accepted(editor: Editor):
    editor.play.start()
    until(editor, lambda: editor.play.session is not None)
    before = files(editor)
    asked(editor)
    assert editor.proposals.standing == "answered"
    assert "Stop playing first" in editor.proposals.why_not_accept()
    assert "Stop playing first" in editor.proposals.accept()
    assert files(editor) == before
    editor.play.stop()
    assert editor.proposals.why_not_accept() == ""


def test_it_is_cancelled_while_the_answer_comes(editor: Editor):
    answering(editor, GOOD, latency=1000.0)
    editor.proposals.say(WISH)
    editor.proposals.ask()
    until(editor, lambda: editor.proposals.standing == "asking")
    editor.proposals.cancel()
    assert editor.proposals.standing == "cancelled"
    assert editor.proposals.shelf.kept == ()
    answering(editor, GOOD)
    editor.proposals._client = None
    asked(editor)
    assert editor.proposals.standing == "answered"


def test_an_answer_that_is_none_is_told_in_a_sentence(editor: Editor):
    answering(editor, "I would rather not.")
    asked(editor)
    assert editor.proposals.standing == "failed"
    assert "answered no proposal, in 3 tries" in editor.proposals.error
    assert editor.proposals.review.kept is None


def test_an_honest_refusal_is_kept_and_shown(editor: Editor):
    answering(editor, answer(cannot="There is no river here."))
    asked(editor)
    kept = editor.proposals.review.kept
    assert kept is not None
    assert kept.proposal.cannot == "There is no river here."
    assert editor.proposals.why_not_accept() == "There is no proposal yet."


def test_tokens_are_told_before_anything_is_sent(editor: Editor):
    answers = answering(editor, GOOD)
    editor.proposals.say(WISH)
    until(editor, lambda: editor.proposals.preview is not None)
    preview = editor.proposals.preview
    assert preview.question.input_tokens > 1000
    assert preview.most_cost == 0.0
    assert answers.asked == []
    editor.proposals.set_context(budget=100)
    until(editor, lambda: editor.proposals.preview_error)
    assert "The budget is 100 tokens" in editor.proposals.preview_error


PRICED = About("Priced", "p", "https://far.example/v1", input_price=3.0, output_price=15.0)


def test_a_wish_that_may_cost_more_than_is_allowed_is_not_sent(editor: Editor):
    answers = answering(editor, WRONG, GOOD, about=PRICED)
    settings, proposals = editor.settings, editor.proposals
    settings.set("assistant.client", "openai")
    settings.set("assistant.address", "https://far.example/v1")
    settings.set("assistant.model", "p")
    settings.set("assistant.input_price", 3.0)
    settings.set("assistant.output_price", 15.0)
    settings.set("assistant.most_cost", 0.01)
    proposals.say(WISH)
    proposals.ask()  # before it was reckoned
    until(editor, lambda: not proposals.is_asking)
    assert "This wish may cost up to $" in proposals.error
    assert answers.asked == []
    until(editor, lambda: proposals.preview is not None)
    assert "raise the limit in Settings > Assistant" in proposals.why_not_ask()
    reckoned = proposals.preview
    assert reckoned.most_cost > 3 * reckoned.question.most_cost > 0.01, "mending and a lost try are in it"
    settings.set("assistant.most_cost", 50.0)
    settings.set("assistant.most_tokens", 1000)
    assert "tokens, and 1,000 are allowed" in proposals.why_not_ask()
    settings.set("assistant.most_tokens", 0)
    asked(editor)
    assert len(answers.asked) == 2
    purse = proposals.conversation._drafting.purse
    assert (purse.budget.tokens, purse.budget.cost) == (reckoned.most_tokens, reckoned.most_cost)
    assert purse.spent_tokens == proposals.conversation.drafted.usage.tokens


def test_a_kept_proposal_is_opened_again(editor: Editor):
    asked(editor)
    editor.proposals.reject()
    (kept,) = editor.proposals.shelf.kept
    editor.proposals.open(kept)
    until(editor, lambda: not editor.proposals.review.is_checking)
    assert editor.proposals.why_not_accept() == ""
    assert editor.proposals.accept() == ""
    assert editor.view.get("pack_behind") is not None


def test_its_thread_ends_with_the_program(editor: Editor):
    asked(editor)
    assert any(thread.name == "language models" for thread in threading.enumerate())
    editor.proposals.shut_down()
    assert not any(thread.name == "language models" for thread in threading.enumerate())


def test_closing_the_project_in_the_middle_leaves_nothing(editor: Editor):
    answering(editor, GOOD, latency=1000.0)
    editor.proposals.say(WISH)
    editor.proposals.ask()
    until(editor, lambda: editor.proposals.standing == "asking")
    editor.undo.mark_saved()
    editor.close()
    assert editor.proposals.standing == "none"
    assert editor.proposals.wish == ""
    assert "Open a project first" in editor.proposals.why_not_ask()
