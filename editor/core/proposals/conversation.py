"""One wish on its way: the question goes out, the answer streams in, is checked and mended; news come to `pump`."""

import queue
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from concurrent.futures import Future

    from editor.core.proposals.asking_loop import AskingLoop
    from editor.core.proposals.question import Question
    from engine.llm.client.answer import About
    from engine.llm.client.protocol import LlmClient
    from engine.llm.proposals.checking import Checked, Checker
    from engine.llm.proposals.drafting import Drafted, Drafting, Round
    from engine.llm.scheduler.terms import Budget, Terms

State = Literal["asking", "answered", "failed", "cancelled"]


class Conversation:
    """Its fields change only in `pump`, so the window may read them freely."""

    def __init__(
        self,
        loop: "AskingLoop",
        client: "LlmClient",
        question: "Question",
        check: "Checker",
        *,
        terms: "Terms",
        budget: "Budget | None" = None,
    ) -> None:
        self.question = question
        self.about: About = client.about()
        self.state: State = "asking"
        self.round = 0
        """Which answer comes now: 0 is the first, then the rounds of repair."""
        self.text = ""
        """What has come of it."""
        self.rounds: list[Round] = []
        """The answers that were looked at."""
        self.error = ""
        self.drafted: Drafted | None = None
        self._loop, self._terms, self._budget = loop, terms, budget
        self._is_cancelled = False
        self._drafting: Drafting | None = None
        self._news: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._whole: Future[None] = loop.run(self._converse(client, check))

    def cancel(self) -> None:
        """Give it up: its connection is closed; what had come stays to be read."""
        if self.state == "asking":
            self.state = "cancelled"
            self._is_cancelled = True
            self._loop.call(self._give_up)

    def pump(self) -> bool:
        """Take in what came since the last call; whether anything did."""
        is_told = False
        while True:
            try:
                news = self._news.get_nowait()
            except queue.Empty:
                return is_told
            if self.state == "asking":
                news()
                is_told = True

    def _give_up(self) -> None:
        if self._drafting is not None:
            self._drafting.cancel()

    async def _converse(self, client: "LlmClient", check: "Checker") -> None:
        from engine.llm.client.errors import LlmError
        from engine.llm.proposals.drafting import Drafting, Listeners
        from engine.llm.scheduler.errors import RequestCancelledError

        heard = Listeners(wrote=self._wrote, began=self._began, looked=self._looked)
        request = self.question.context.request
        self._drafting = Drafting(
            self._loop.scheduler(client),
            client,
            request,
            check,
            terms=self._terms,
            budget=self._budget,
            heard=heard,
            looking=_beside,
        )
        if self._is_cancelled:
            self._drafting.cancel()
        try:
            drafted = await self._drafting.run()
        except RequestCancelledError:
            self._news.put(self._was_cancelled)
        except LlmError as error:
            self._failed(str(error))
        except Exception as error:
            self._failed(f"Asking failed inside the program: {type(error).__name__}: {error}")
            raise
        else:
            self._news.put(lambda: self._ended(drafted))

    # --- called in the loop; what they put is called in `pump` ----------------------------------------------------

    def _began(self, number: int) -> None:
        def take() -> None:
            self.round, self.text = number, ""

        self._news.put(take)

    def _wrote(self, number: int, letters: str) -> None:
        def take() -> None:
            if number != self.round:
                self.round, self.text = number, ""
            self.text += letters

        self._news.put(take)

    def _looked(self, done: "Round") -> None:
        self._news.put(lambda: self.rounds.append(done))

    def _failed(self, why: str) -> None:
        def take() -> None:
            self.state, self.error = "failed", why

        self._news.put(take)

    # --- called in `pump` ------------------------------------------------------------------------------------------

    def _was_cancelled(self) -> None:
        self.state = "cancelled"

    def _ended(self, drafted: "Drafted") -> None:
        self.state, self.drafted = "answered", drafted


async def _beside(check: "Callable[[], Checked]") -> "Checked":
    """Checks take up to a second: in a thread, so that other connections go on meanwhile."""
    import asyncio

    return await asyncio.to_thread(check)
