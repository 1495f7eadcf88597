"""Versions of a running world: one text for each state, and which of them were given out lately."""

import re
from collections import OrderedDict

from engine.play.running.session import Session

MOST_KNOWN = 4096
_FORM = re.compile(r"c(\d+)\.a(\d+)\.t(\d+)\.[0-9a-f]{16}\Z", re.ASCII)


def version_of(session: Session) -> str:
    """Chapter, attempt, tick and digest of the state between two ticks."""
    attempt = int(session.world.view["attempt"][0])
    return f"c{session.chapter}.a{attempt}.t{session.tick}.{session.digest()[:16]}"


def tick_of(version: str) -> int | None:
    """The tick that a version is of; None for what is no version."""
    found = _FORM.match(version)
    return int(found[3]) if found else None


class KnownVersions:
    """Versions that were given out, so that none can be made up; the oldest are forgotten."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, None] = OrderedDict()

    def give(self, session: Session) -> str:
        """The version of a session now, known from here on."""
        version = version_of(session)
        self._known[version] = None
        self._known.move_to_end(version)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return version

    def __contains__(self, version: str) -> bool:
        return version in self._known
