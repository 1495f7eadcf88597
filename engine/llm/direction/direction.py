"""Direction of one running session: director and banter behind one desk, each as far as it is wanted."""

from collections.abc import Callable
from time import monotonic

from engine.llm.direction.banter import SECONDS as LINE_SECONDS
from engine.llm.direction.banter import Banter
from engine.llm.direction.desk import Desk
from engine.llm.direction.director import LOOK_S, SECONDS, Director
from engine.llm.direction.sides import Led
from engine.llm.direction.standing import News
from engine.llm.guard.audit import AuditTrail
from engine.play.commands import PlayCommand
from engine.play.running.session import Session

MOST_NEWS = 200


class Direction:
    """Whoever ticks calls `between_ticks` and says what it gives before the next tick; nothing here waits.

    `led` names the side that is directed, None for nobody. `trail` holds every verdict, `news` what nobody took yet.
    """

    def __init__(
        self,
        session: Session,
        desk: Desk,
        *,
        led: Led | None = None,
        has_banter: bool = False,
        seconds: float = SECONDS,
        line_seconds: float = LINE_SECONDS,
        trail: AuditTrail | None = None,
        clock: Callable[[], float] = monotonic,
        look_s: float | None = LOOK_S,
    ) -> None:
        self.session, self.desk = session, desk
        self.trail = AuditTrail() if trail is None else trail
        self._news: list[News] = []
        self.director: Director | None = None
        self.banter: Banter | None = None
        if led is not None:
            self.director = Director(
                session, led, desk, trail=self.trail, tell=self._tell, seconds=seconds, clock=clock, look_s=look_s
            )
        if has_banter:
            self.banter = Banter(session, desk, trail=self.trail, tell=self._tell, seconds=line_seconds, clock=clock)

    def between_ticks(self) -> list[PlayCommand]:
        """Take in what came and ask what is due; the commands to be said before the next tick."""
        for heard in self.desk.take():
            if heard.tag is self.director and self.director is not None:
                self.director.heard(heard.outcome)
            elif heard.tag is self.banter and self.banter is not None:
                self.banter.heard(heard.outcome)
        orders = self.director.between_ticks() if self.director is not None else None
        line = self.banter.between_ticks() if self.banter is not None else None
        return [each for each in (orders, line) if each is not None]

    def take_news(self) -> list[News]:
        """What happened since the last call."""
        news, self._news = self._news, []
        return news

    def close(self) -> None:
        """Give up what is open; the session goes on without it."""
        self.desk.cancel()
        if self.director is not None:
            self.director.close()

    def _tell(self, news: News) -> None:
        self._news = [*self._news, news][-MOST_NEWS:]
