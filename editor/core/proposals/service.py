"""Proposals in the window: wished for, asked beside it, reviewed, playtested, and accepted by a person as one entry."""

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from psygnal import Signal

from editor.core.proposals.acceptances import Acceptances
from editor.core.proposals.asking_loop import AskingLoop
from editor.core.proposals.clients import (
    ClientRefusedError,
    TooDearError,
    about_of,
    client_of,
    limit_of,
    terms_of,
    why_not_ask,
)
from editor.core.proposals.conversation import Conversation
from editor.core.proposals.in_use import ClientInUse
from editor.core.proposals.playtests import Playtests
from editor.core.proposals.question import BUDGET, Asked, Question, question_of
from editor.core.proposals.review import Review, Reviewed
from editor.core.proposals.shelf import Shelf
from editor.core.workbench import EditRefusedError
from engine.document import CommandError

if TYPE_CHECKING:
    from editor.core.balance.service import Balance
    from editor.core.jobs import Job, Progress
    from editor.core.settings.models import Assistant
    from editor.core.workbench import Workbench
    from engine.llm.client.answer import About
    from engine.llm.client.protocol import LlmClient
    from engine.llm.proposals.checking import Checker
    from engine.llm.proposals.kept import KeptProposal
    from engine.llm.proposals.reckoning import Reckoned
    from engine.llm.scheduler.terms import Budget

QUIET_S = 0.3
"""After so long without another letter it is reckoned what the question would take [s]."""
SLOT = re.compile(r"\{[a-z_]+\}")
"""What a sentence of the library leaves to be filled in."""
PLAYING = "Stop playing first; proposals are accepted into the document, and a running copy is on the screen."
Standing = Literal["none", "preparing", "asking", "answered", "failed", "cancelled"]


class Proposals:
    """One wish at a time. `changed` fires when there is something else to be seen of it."""

    changed = Signal()

    def __init__(self, bench: "Workbench", balance: "Balance") -> None:
        self._bench = bench
        self.loop = AskingLoop()
        self.review = Review(bench)
        self.playtests = Playtests(bench, balance, self.review)
        self.shelf = Shelf(bench)
        self._acceptances = Acceptances(bench, self.shelf)
        self.wish = ""
        self.answered_wish = ""
        """The wish of the last answer."""
        self.takes_selection = True
        self.zone_m = 0.0
        self.budget = BUDGET
        self.conversation: Conversation | None = None
        self.error = ""
        """Why there is no proposal; "" where nothing went wrong."""
        self.preview: Reckoned | None = None
        """What the question would take; None while that is not known."""
        self.left_out = ""
        """What there is no room for, in a sentence."""
        self.preview_error = ""
        self.make_client: Callable[[Assistant], LlmClient] = client_of
        """Who is asked, by the settings; made beside the window."""
        self.client = ClientInUse(self.loop)
        self._preparing: Job | None = None
        self._reckoning: Job | None = None
        self._due: float | None = None
        for part in (self.review.changed, self.playtests.changed):
            part.connect(self._tell)
        self.shelf.changed.connect(self._take_shelf)
        self.playtests.found.connect(self._keep_report)
        bench.selection.changed.connect(self._moved)
        bench.scene_changed.connect(self._moved)
        bench.settings.changed.connect(self._set)
        bench.play.changed.connect(self._tell)

    # --- how it stands -------------------------------------------------------------------------------------------

    @property
    def standing(self) -> Standing:
        """How far the wish is."""
        if self._preparing is not None:
            return "preparing"
        if self.conversation is not None:
            return "failed" if self.error else self.conversation.state
        return "failed" if self.error else "none"

    @property
    def is_asking(self) -> bool:
        """Whether an answer is on its way."""
        return self.standing in ("preparing", "asking")

    @property
    def is_busy(self) -> bool:
        """Whether something goes on that `pump` has to take in."""
        return self.is_asking or self._due is not None or self.review.is_checking

    @property
    def about(self) -> "About | None":
        """Who would answer; None where the settings name nobody."""
        return about_of(self._bench.settings.assistant)

    @property
    def asked(self) -> Asked | None:
        """The wish with what goes along with it; None where no scene is open."""
        bench = self._bench
        if bench.document is None or bench.scene is None or f"scenes/{bench.scene}" not in bench.document.files:
            return None
        chosen = bench.selection.ids if self.takes_selection else ()
        return Asked(self.wish.strip(), bench.scene, bench.encounter, tuple(chosen), self.zone_m, self.budget)

    def why_not_ask(self) -> str:
        """Why nothing can be asked now; "" when it can."""
        if self._bench.document is None:
            return "Open a project first."
        if self.asked is None:
            return "Open a scene first; a prefab by itself is nothing to propose changes of."
        if not self.wish.strip():
            return "Write what you wish for first."
        from engine.llm.context.wish import LONGEST_WISH

        if len(self.wish) > LONGEST_WISH:
            return f"The wish has {len(self.wish):,} letters; expected at most {LONGEST_WISH:,}."
        if slots := SLOT.findall(self.wish):
            return f"Say what is meant where the sentence of the library has braces: {', '.join(slots)}."
        assistant = self._bench.settings.assistant
        return why_not_ask(assistant) or (self.preview.over(limit_of(assistant)) if self.preview is not None else "")

    def why_not_accept(self) -> str:
        """Why the ticked parts can't be accepted now; "" when they can."""
        review = self.review
        if review.kept is None or not review.hunks:
            return "There is no proposal yet."
        if self._bench.play.is_active:
            return PLAYING
        if not review.ticked:
            return "Tick a part of the proposal first."
        if review.is_checking or review.known is None:
            return review.error or "The ticked parts are being checked."
        if review.known.checked.errors:
            return "The ticked parts have errors; leave those out, or ask again."
        return "" if review.known.checked.is_acceptable else "The ticked parts change nothing."

    @property
    def ghosts(self) -> Reviewed | None:
        """What the ticked parts would change in the scene that is open; None without such."""
        review, bench = self.review, self._bench
        if review.known is None or review.kept is None or not review.known.changed:
            return None
        here = (review.kept.scene, review.kept.encounter) == (bench.scene, bench.encounter)
        return review.known if here else None

    # --- what is done --------------------------------------------------------------------------------------------

    def say(self, wish: str) -> None:
        """Another wish stands in the field."""
        if wish != self.wish:
            self.wish = wish
            self._moved()
            self.changed.emit()

    def set_context(self, *, takes_selection: bool | None = None, zone_m: float | None = None, budget: int = 0) -> None:
        """Say what goes along with the wish."""
        self.takes_selection = self.takes_selection if takes_selection is None else takes_selection
        self.zone_m = self.zone_m if zone_m is None else zone_m
        self.budget = budget or self.budget
        self._moved()
        self.changed.emit()

    def ask(self) -> None:
        """Send the wish; nothing where `why_not_ask` says so, or an answer is on its way."""
        asked, document = self.asked, self._bench.document
        if self.why_not_ask() or self.is_asking or asked is None or document is None:
            return
        self._put_away()
        state, earlier, who = document.snapshot(), self._earlier(), self._bench.settings.assistant.model_copy()
        client_for = self.client.maker(who, self.make_client)

        def work(
            _progress: "Progress", _cancelled: Callable[[], bool]
        ) -> "tuple[Question, LlmClient, Checker, Budget | None]":
            from engine.llm.proposals.checking import checker_of
            from engine.llm.proposals.reckoning import reckon

            question = question_of(asked, state, earlier)
            client = client_for()
            reckoned = reckon(question.context.request, client.about())
            if why := reckoned.over(limit_of(who)):
                raise TooDearError(why)
            budget = None if client.about().is_offline else reckoned.budget
            return question, client, checker_of(state.apart(), question.scope), budget

        def done(job: "Job") -> None:
            if job is not self._preparing:
                return
            self._preparing = None
            if job.state == "done":
                question, client, check, budget = job.result
                self.client.hold(who, client)
                self.conversation = Conversation(self.loop, client, question, check, terms=terms_of(who), budget=budget)
            elif job.state == "failed":
                self.error = _told(job.error)
            self.changed.emit()

        self._preparing = self._bench.jobs.submit("Preparing the question", work, done, quiet=True, tells_itself=True)
        self.changed.emit()

    def cancel(self) -> None:
        """Give the question up; its connection is closed."""
        self._give_up()
        self.changed.emit()

    def open(self, kept: "KeptProposal") -> None:
        """Review a kept proposal."""
        self._put_away()
        self.review.begin(kept)

    def accept(self) -> str:
        """Put the ticked parts into the document as one entry of the history; gives why not."""
        why, document = self.why_not_accept(), self._bench.document
        kept, known = self.review.kept, self.review.known
        if why or document is None or kept is None or known is None:
            return why
        from engine.llm.proposals.acceptance import NotAcceptableError, acceptance
        from engine.llm.proposals.reported import is_of

        # A playtest of other parts, or of the project as it was before, says nothing about these; one that an agent
        # has played does where it is of the same.
        chosen = known.checked.chosen
        is_of_these = is_of(kept.report, chosen, document.snapshot())
        origin = (kept if is_of_these else kept.model_copy(update={"report": None})).origin()
        try:
            self._acceptances.run(acceptance(known.checked, document, origin), kept, chosen)
        except (NotAcceptableError, CommandError, EditRefusedError) as refusal:
            return str(refusal)
        self._put_away()
        if kept.prompt == self.wish.strip():
            self.say("")  # it is granted; its words stay among the kept ones
        self._bench.status(f"Accepted {len(chosen)} of {len(kept.proposal.hunks)} parts; one undo takes all back")
        self.changed.emit()
        return ""

    def reject(self) -> None:
        """Put the proposal away; it stays among those that are kept."""
        self._put_away()
        self.changed.emit()

    def pump(self) -> None:
        """Take in what came, and begin what is due; called for each frame."""
        conversation = self.conversation
        if conversation is not None and conversation.pump():
            if conversation.state == "answered":
                self._answered(conversation)
            elif conversation.state == "failed":
                self.error = conversation.error
                self.client.forget()  # a key may have been put right since
            self.changed.emit()
        self.review.pump()
        if self._due is not None and time.monotonic() >= self._due and self._reckoning is None:
            self._due = None
            self._reckon()

    def close(self) -> None:
        """Forget everything, as when the project closes."""
        self._put_away()
        self._acceptances.close()
        self.shelf.close()
        self.wish, self.answered_wish = "", ""
        self.preview, self.preview_error, self.left_out = None, "", ""
        self._due, self._reckoning = None, None
        self.changed.emit()

    def shut_down(self) -> None:
        """End the thread in which is asked."""
        self.close()
        self.loop.close()

    # --- inside --------------------------------------------------------------------------------------------------

    def _give_up(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
        if self.conversation is not None:
            self.conversation.cancel()

    def _put_away(self) -> None:
        self._give_up()
        self.conversation, self.error = None, ""
        self.review.close()
        self.playtests.close()

    def _answered(self, conversation: Conversation) -> None:
        from engine.llm.proposals.kept import KeptProposal

        drafted = conversation.drafted
        assert drafted is not None
        question = conversation.question
        kept = KeptProposal.drafted(drafted, question.asked.wish, question.scope)
        if kept is None:
            self.error = drafted.nothing_sentence()
            return
        self.answered_wish = kept.prompt
        self.shelf.write(kept)
        self.review.begin(kept)

    def _keep_report(self) -> None:
        kept, played = self.review.kept, self.playtests.played
        if kept is not None and played is not None:
            self.review.note(self.shelf.note_report(kept, played.report))

    def _earlier(self) -> tuple[tuple[str, str, str], ...]:
        here = (self._bench.scene, self._bench.encounter)
        return tuple(
            (each.proposal.title, each.proposal.summary, "accepted" if each.accepted else "not accepted")
            for each in self.shelf.kept
            if (each.scene, each.encounter) == here and each.proposal.hunks
        )

    def _reckon(self) -> None:
        """Find out what the question would take."""
        asked, document, about = self.asked, self._bench.document, self.about
        if asked is None or document is None or about is None or not asked.wish:
            self.preview, self.left_out, self.preview_error = None, "", ""
            self.changed.emit()
            return
        state, earlier = document.snapshot(), self._earlier()

        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> "tuple[Reckoned, str]":
            from engine.llm.proposals.reckoning import reckon

            context = question_of(asked, state, earlier).context
            return reckon(context.request, about), context.left_out_sentence()

        def done(job: "Job") -> None:
            if job is not self._reckoning:
                return
            self._reckoning = None
            self.preview_error = _told(job.error) if job.state == "failed" else ""
            self.preview, self.left_out = job.result if job.state == "done" else (None, "")
            self.changed.emit()

        self._reckoning = self._bench.jobs.submit("Reckoning tokens", work, done, quiet=True, tells_itself=True)

    def _moved(self, *_values: object) -> None:
        """What goes along with the wish is something else."""
        if self.wish.strip():
            self._due = time.monotonic() + QUIET_S
        elif self.preview is not None:
            self.preview, self.left_out = None, ""

    def _set(self, name: str) -> None:
        if name.startswith("assistant."):
            if not self.is_asking:
                self.client.look(self._bench.settings.assistant)
            self._moved()
            self.changed.emit()

    def _take_shelf(self) -> None:
        """Undo and redo say of what is under review, too, which of it is accepted."""
        kept = self.review.kept
        there = self.shelf.get(kept.id) if kept is not None else None
        if kept is not None and there is not None and there.accepted != kept.accepted:
            self.review.note(kept.model_copy(update={"accepted": there.accepted}))
        else:
            self.changed.emit()

    def _tell(self, *_values: object) -> None:
        self.changed.emit()


def _told(error: BaseException | None) -> str:
    """A sentence for whoever asked."""
    from engine.llm.context.builder import BudgetTooSmallError

    if isinstance(error, ClientRefusedError | TooDearError | BudgetTooSmallError | LookupError):
        return str(error)
    return f"The question could not be put together: {type(error).__name__}: {error}"
