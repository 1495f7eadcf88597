"""The client in use: made once for the settings that it is of, kept open from question to question, and let go."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from editor.core.proposals.asking_loop import AskingLoop
    from editor.core.settings.models import Assistant
    from engine.llm.client.protocol import LlmClient

BOUNDS = {"seconds", "silence", "most_tokens", "most_cost"}
"""Settings that are about a question and not about whoever is asked."""


class ClientInUse:
    """At most one; whoever asks takes it by `maker` beside the window, and tells by `hold` that it is asked."""

    def __init__(self, loop: "AskingLoop") -> None:
        self._loop = loop
        self._held: tuple[dict[str, Any], LlmClient] | None = None

    def maker(self, who: "Assistant", make: "Callable[[Assistant], LlmClient]") -> "Callable[[], LlmClient]":
        """What gives the client for some settings: the one in use where it is of the same, else a new one."""
        held, wanted = self._held, _told(who)
        return lambda: held[1] if held is not None and held[0] == wanted else make(who)

    def hold(self, who: "Assistant", client: "LlmClient") -> None:
        """This one is asked from now on; the one before is closed."""
        if self._held is not None and self._held[1] is not client:
            self._loop.let_go(self._held[1])
        self._held = (_told(who), client)

    def look(self, who: "Assistant") -> None:
        """Let it go where the settings name somebody else by now."""
        if self._held is not None and self._held[0] != _told(who):
            self.forget()

    def forget(self) -> None:
        """Let it go; the next question finds another."""
        if self._held is not None:
            self._loop.let_go(self._held[1])
            self._held = None


def _told(who: "Assistant") -> dict[str, Any]:
    return who.model_dump(exclude=BOUNDS)
