"""Brings what a session finds to Problems while it plays."""

from typing import TYPE_CHECKING

from editor.core.findings.model import FindingsModel

if TYPE_CHECKING:
    from engine.document import Finding
    from engine.play.running.session import Session

COUNTED_EVERY = 60


class PlayFindings:
    """Follows the findings of one session after the other."""

    def __init__(self, findings: FindingsModel) -> None:
        self._findings = findings
        self._seen = 0
        self._told: list[Finding] = []

    def begin(self) -> None:
        """Another session is followed from now on."""
        self._seen, self._told = 0, []

    def take(self, session: "Session") -> None:
        """Tell what is new."""
        for finding in session.findings[self._seen :]:
            self._findings.add("play", finding)
        self._seen = len(session.findings)
        # A Finding that counts is told anew once a second while its count grows.
        if session.tick % COUNTED_EVERY == 0 and session.findings != self._told:
            if len(session.findings) == len(self._told):
                self._findings.replace("play", session.findings)
            self._told = list(session.findings)
