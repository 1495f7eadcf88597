"""A copy of a running session in which a plan is tried out; the session itself is never touched."""

from engine.play.running.session import Session


class Rehearsal:
    """Keeps one copy, so that the next plan of the same session need not make another."""

    def __init__(self) -> None:
        self._of: Session | None = None
        self._copy: Session | None = None

    def at(self, session: Session) -> Session:
        """The copy, in the session's state of now; valid until the next call."""
        copy = self._copy
        if copy is None or self._of is not session:
            self.close()
            style = "plain" if session.style == "plain" else "each"
            copy = Session(session.slice, session.seed, threads=0, style=style, tick_limit=session.tick_limit)
            self._of, self._copy = session, copy
        copy.findings.clear()
        copy.restore(session.snapshot())
        return copy

    def close(self) -> None:
        """Let go of the copy."""
        if self._copy is not None:
            self._copy.close()
        self._of = self._copy = None
