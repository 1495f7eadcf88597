"""A wish in the window, without one: asked, mended, reviewed, accepted as one entry, and given up."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor.core.editor import Editor
from editor.core.findings.checks import QUIET_S
from editor.core.proposals.at_work import is_at_rest
from engine.document import Path as DocumentPath
from engine.document import Snapshot
from engine.llm.client.answer import About
from engine.llm.client.mock import MockLlmClient
from engine.llm.proposals.kept import KeptProposal, KeptProposals
from tests.editor.core.balance.stage import give
from tests.editor.core.proposals.stage import GOOD, OFFLINE, WISH, WRONG, answer, answering, asked, until, wishing


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with wishing(tmp_path, WRONG, GOOD) as found:
        yield found


def kept_on_disk(editor: Editor) -> tuple[KeptProposal, ...]:
    return KeptProposals.of(editor.document.folder).listed()


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
    assert (proposals.wish, is_at_rest(proposals)) == ("", True), "it is granted"
    editor.undo.undo()
    assert files(editor) == before
    assert proposals.shelf.kept[0].accepted is None
    editor.undo.redo()
    until(editor, lambda: not editor.jobs.running)
    assert kept_on_disk(editor)[0].accepted == ("pack", "softer")


def test_what_is_accepted_later_stands_beside_what_was_accepted_before(editor: Editor):
    proposals = editor.proposals
    asked(editor)
    for hunk in ("softer", "fewer"):
        proposals.review.tick(hunk, False)
    until(editor, lambda: not proposals.review.is_checking)
    assert proposals.accept() == ""
    editor.undo.mark_saved()
    proposals.open(proposals.shelf.kept[0])
    until(editor, lambda: not proposals.review.is_checking)
    proposals.review.tick("fewer", True)
    until(editor, lambda: not proposals.review.is_checking)
    assert proposals.accept() == ""
    assert proposals.shelf.kept[0].accepted == ("pack", "softer", "fewer")
    editor.undo.undo()
    assert proposals.shelf.kept[0].accepted == ("pack",)
    proposals.open(proposals.shelf.kept[0])
    editor.undo.undo()
    assert proposals.review.kept.accepted is None, "what is under review follows, too"


def test_closing_without_saving_takes_the_acceptance_back_and_writes_all_that_was_asked_for(editor: Editor):
    asked(editor)
    assert editor.proposals.accept() == ""
    folder, told = editor.document.folder, []
    editor.proposals.changed.connect(lambda: told.append(editor.proposals.standing))
    editor.close()
    assert told[-1] == "none"
    assert set(told) == {"none"}, "it is told once all was put away"
    editor.jobs.close()
    (kept,) = KeptProposals.of(folder).listed()
    assert (kept.prompt, kept.accepted) == (WISH, None)


def test_what_is_kept_goes_along_when_the_project_is_saved_as_another(editor: Editor, tmp_path: Path):
    asked(editor)
    until(editor, lambda: not editor.jobs.running)
    editor.save_as(tmp_path / "other")
    until(editor, lambda: not editor.jobs.running)
    (kept,) = kept_on_disk(editor)
    assert editor.proposals.shelf.kept == (kept,)
    assert editor.proposals.accept() == ""
    until(editor, lambda: not editor.jobs.running)
    assert kept_on_disk(editor)[0].accepted == ("pack", "softer", "fewer")


def test_a_client_is_kept_from_question_to_question_and_closed_when_another_is_asked(editor: Editor):
    class Closing(MockLlmClient):
        is_closed = False

        async def close(self) -> None:
            self.is_closed = True

    made: list[Closing] = []
    editor.proposals.make_client = lambda _who: made.append(Closing(lambda _asked: GOOD, about=OFFLINE)) or made[-1]
    editor.proposals.client.forget()
    asked(editor)
    editor.settings.set("assistant.seconds", 90)
    asked(editor)
    assert len(made) == 1, "how long one waits is no other client"
    editor.settings.set("assistant.model", "another")
    until(editor, lambda: made[0].is_closed)
    asked(editor)
    assert [each.is_closed for each in made] == [True, False]


def test_an_edit_is_checked_once_there_was_quiet(editor: Editor, monkeypatch: pytest.MonkeyPatch):
    now = [1000.0]
    monkeypatch.setattr("editor.core.proposals.review.time.monotonic", lambda: now[0])
    asked(editor)
    review, submitted = editor.proposals.review, list[str]()
    editor.jobs.finished.connect(lambda job: submitted.append(job.title))
    for name in ("Chief", "Chieftain", "Boss"):
        give(editor, "raider_2", "name", value=name)
        now[0] += QUIET_S / 2
        review.pump()
        assert review.is_checking
        assert review._job is None, "somebody is still at it"
    now[0] += QUIET_S
    until(editor, lambda: not review.is_checking)
    assert submitted.count("Checking the proposal") == 1


class Watched(dict):
    """A cache of views that notes who came near it."""

    def __init__(self, near: set[str]) -> None:
        super().__init__()
        self.near = near

    def get(self, *args: Any) -> Any:
        self.near.add(threading.current_thread().name)
        return super().get(*args)

    def __getitem__(self, key: Any) -> Any:
        self.near.add(threading.current_thread().name)
        return super().__getitem__(key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.near.add(threading.current_thread().name)
        super().__setitem__(key, value)


def test_no_other_thread_comes_near_the_views_of_the_live_document(editor: Editor):
    near = set[str]()
    state = editor.document.snapshot()
    editor.document._state = Snapshot(state.files, state.vocabulary, state.folder, state.revision, Watched(near))
    editor.proposals.say(WISH)
    until(editor, lambda: editor.proposals.preview is not None)
    editor.selection.set(["raider_2"])
    editor.proposals.set_context(zone_m=5.0)
    asked(editor)
    editor.proposals.review.tick("fewer", False)
    until(editor, lambda: not editor.proposals.review.is_checking)
    assert near <= {threading.current_thread().name}


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
    assert not is_at_rest(editor.proposals)
    editor.proposals.reject()
    assert (editor.proposals.wish, is_at_rest(editor.proposals)) == (WISH, True), "nobody is writing it any more"
    editor.proposals.say(f"{WISH} Or so.")
    assert not is_at_rest(editor.proposals)
    (kept,) = editor.proposals.shelf.kept
    editor.proposals.open(kept)
    until(editor, lambda: not editor.proposals.review.is_checking)
    assert editor.proposals.why_not_accept() == ""
    assert editor.proposals.accept() == ""
    assert editor.view.get("pack_behind") is not None
    assert editor.proposals.wish == f"{WISH} Or so.", "another wish is not granted by that"


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
