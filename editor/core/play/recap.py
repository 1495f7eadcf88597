"""How the run went that has ended, as the project tells it."""

from typing import TYPE_CHECKING

from engine.present.recap import Recap

if TYPE_CHECKING:
    from engine.play.running.session import Session


def recap_of(session: "Session") -> Recap | None:
    """The project's recap, or None where it has none; one that raises is told of in the session's findings."""
    makers = session.compiled.parts.of("recap")
    for name in sorted(makers):
        try:
            made = makers[name].make(session)
        except Exception as error:
            session.report_once("recap", f'the recap "{name}" failed and is not shown', error)
            continue
        if isinstance(made, Recap):
            return made
    return None
