"""Drafting: a wish goes to a model, its answer is checked, and it may mend it in a few rounds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from engine.llm.client.answer import About, Answer, Piece, Usage
from engine.llm.client.errors import GarbageError, LlmError
from engine.llm.client.protocol import LlmClient
from engine.llm.client.request import Request
from engine.llm.proposals.checking import Checked, Checker
from engine.llm.proposals.finding import ProposalFinding, UnreadableError
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.repair import repair_request
from engine.llm.scheduler.errors import RequestCancelledError
from engine.llm.scheduler.purse import Purse
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import AUTHORING, Budget, Priority, Terms
from engine.llm.scheduler.ticket import Ticket

Number = TypeVar("Number", int, float)
ROUNDS = 2
"""How often a model may mend its answer."""

MOST_REASONS = 3


@dataclass(frozen=True)
class Round:
    """One answer, and what became of it."""

    number: int
    """0 for the first answer, then the rounds of repair."""
    answer: Answer
    proposal: Proposal | None
    checked: Checked | None
    findings: tuple[ProposalFinding, ...]

    @property
    def is_good(self) -> bool:
        """Whether there is nothing left to mend: it can be accepted, or says that it can't be done."""
        return self.proposal is not None and not self.errors

    @property
    def errors(self) -> tuple[ProposalFinding, ...]:
        """What has to be mended."""
        return tuple(each for each in self.findings if each.severity == "error")


@dataclass(frozen=True)
class Drafted:
    """What came of a wish: the best answer, how it came about, and who gave it."""

    rounds: tuple[Round, ...]
    about: About
    broken: str = ""
    """Why the model was not asked to mend its last answer, though there was something to mend; else empty."""

    @property
    def best(self) -> Round:
        """The last good answer; else the readable one with the fewest errors; else the last."""
        return min(self.rounds, key=lambda each: (each.proposal is None, len(each.errors), -each.number))

    @property
    def proposal(self) -> Proposal | None:
        """The best answer's proposal; None where none could be read."""
        return self.best.proposal

    @property
    def checked(self) -> Checked | None:
        """What is known of it; None where it could not be read, or says that it can't be done."""
        return self.best.checked

    def nothing_sentence(self) -> str:
        """Why there is no proposal, where no answer was one."""
        why = " ".join(each.sentence() for each in self.best.findings[:MOST_REASONS])
        tries = "1 try" if len(self.rounds) == 1 else f"{len(self.rounds)} tries"
        return f"{self.about.name} answered no proposal, in {tries}. {why}"

    @property
    def usage(self) -> Usage:
        """What all rounds took together; unknown where one of them is."""
        used = [each.answer.usage for each in self.rounds]
        return Usage(
            _sum([each.input_tokens for each in used]),
            _sum([each.output_tokens for each in used]),
            _sum([each.cost for each in used]),
        )

    @property
    def model(self) -> str:
        """The name that the answering side gave itself."""
        return self.best.answer.model or self.about.model


@dataclass
class Listeners:
    """Who hears how a draft goes on; each is called in the event loop and must be quick."""

    wrote: Callable[[int, str], None] = field(default=lambda number, text: None)
    """(round, text): the next few letters of an answer."""
    began: Callable[[int], None] = field(default=lambda number: None)
    """(round): an answer begins, also anew after a lost connection; what was written of this round is void."""
    looked: Callable[[Round], None] = field(default=lambda done: None)
    """An answer was read and checked."""


Looking = Callable[[Callable[[], Checked]], Awaitable[Checked]]
"""Runs a check somewhere, as in a job beside the window."""


async def _here(check: Callable[[], Checked]) -> Checked:
    return check()


class Drafting:
    """One wish on its way to a proposal. `run` it once; `cancel` it at any time.

    Args:
        scheduler: Who asks, within slots, deadlines and budgets.
        client: Who is asked.
        request: The whole question, with `answer_schema` as its schema.
        check: What looks at a proposal: `checker_of(document, scope)`.
        rounds: How often the model may mend its answer.
        terms: How long one answer may take.
        budget: What all rounds and tries may take together; None for no bound of its own.
        heard: Who hears how it goes on.
        looking: Where checks run; in the event loop itself by default.
    """

    def __init__(
        self,
        scheduler: LlmScheduler,
        client: LlmClient,
        request: Request,
        check: Checker,
        *,
        rounds: int = ROUNDS,
        terms: Terms = AUTHORING,
        budget: Budget | None = None,
        priority: Priority = Priority.NORMAL,
        heard: Listeners | None = None,
        looking: Looking = _here,
    ) -> None:
        self._scheduler = scheduler
        self._request = request
        self._check = check
        self._rounds = rounds
        self._client = client
        self._terms = terms
        self.purse = None if budget is None else Purse(budget)
        """What is spent of the budget, and set aside."""
        self._priority = priority
        self._heard = heard or Listeners()
        self._looking = looking
        self._attempts = 0
        self._is_cancelled = False
        self.ticket: Ticket | None = None
        """The question that is open now, or was last."""

    def cancel(self) -> None:
        """Give it up: the open question's connection is closed, and `run` raises RequestCancelledError."""
        self._is_cancelled = True
        if self.ticket is not None:
            self.ticket.cancel()

    async def run(self) -> Drafted:
        """Ask, check, and let the model mend, until an answer is good or the rounds are used up.

        Raises:
            LlmError: The first answer never came, or it was cancelled. What a later round fails by ends the rounds.
        """
        request, done, broken = self._request, list[Round](), ""
        for number in range(self._rounds + 1):
            try:
                answer = await self._ask(number, request)
            except RequestCancelledError:
                raise
            except LlmError as error:
                if not done:
                    raise
                broken = str(error)
                break
            looked = await self._look(number, answer)
            self._check_wanted()
            done.append(looked)
            self._heard.looked(looked)
            if looked.is_good:
                break
            # Errors first, and warnings too: a model that mends one thing should see what else it has done.
            request = repair_request(self._request, answer.text, looked.findings, is_cut=answer.stop == "length")
        return Drafted(tuple(done), self._client.about(), broken)

    async def _ask(self, number: int, request: Request) -> Answer:
        self._check_wanted()
        self._attempts = 0

        def hear(ticket: Ticket, piece: Piece) -> None:
            if ticket.attempts != self._attempts:
                self._attempts = ticket.attempts
                self._heard.began(number)
            if piece.text:
                self._heard.wrote(number, piece.text)

        def submit(terms: Terms) -> Ticket:
            return self._scheduler.submit(
                request,
                priority=self._priority,
                terms=terms,
                client=self._client,
                listener=hear,
                purse=self.purse,
            )

        first = self.ticket = submit(self._terms)
        try:
            return await first.answer()
        except GarbageError:
            left = first.deadline - (first.ended or first.deadline)
            if left <= 0.0:
                raise
        # A line that was disturbed once may be clear now; an address that is wrong says the same again.
        self._check_wanted()
        self._attempts = 0
        self.ticket = submit(replace(self._terms, deadline=left))
        return await self.ticket.answer()

    def _check_wanted(self) -> None:
        if self._is_cancelled:
            raise RequestCancelledError("The wish was cancelled before a proposal was made of it.")

    async def _look(self, number: int, answer: Answer) -> Round:
        try:
            proposal = read_answer(answer.text)
        except UnreadableError as error:
            return Round(number, answer, None, None, error.findings)
        if proposal.is_refusal:
            return Round(number, answer, proposal, None, ())
        checked = await self._looking(lambda: self._check(proposal))
        return Round(number, answer, proposal, checked, checked.findings)


def _sum(values: list[Number | None]) -> Number | None:
    known = [each for each in values if each is not None]
    return cast("Number", sum(known)) if len(known) == len(values) else None
