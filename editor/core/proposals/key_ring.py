"""The system's key-ring, as the settings use it: asked beside the window, since it may ask its owner first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from psygnal import Signal

if TYPE_CHECKING:
    from editor.core.jobs import Job, Jobs, Progress
    from editor.core.settings.settings import Settings

NO_NAME = "That looks like a key itself; the name is a word such as openai."
AT_WORK = "The key-ring is at work; wait until it has answered."


@dataclass(frozen=True)
class Told:
    """What is known: how the key-ring is called ("" where there is none), and whether a key lies under a name."""

    ring: str = ""
    name: str = ""
    has_key: bool = False
    problem: str = ""
    """Why it can't be used, or why the last thing that was asked for was not done."""


class KeyRing:
    """`changed` fires when there is something else to be told. A key is held no longer than it takes to put it away."""

    changed = Signal()

    def __init__(self, jobs: "Jobs", settings: "Settings") -> None:
        self._jobs, self._settings = jobs, settings
        self.told = Told()
        self._job: Job | None = None
        self._is_changing = False
        self._next: str | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer of the key-ring is awaited."""
        return self._job is not None

    def look(self, name: str) -> str:
        """Find out whether there is a key-ring, and a key under this name in it; gives why that is no name.

        While a key is put away or taken out, that comes to its end first.
        """
        from engine.llm.providers.secret import looks_like_key

        if looks_like_key(name):
            return NO_NAME
        if self._is_changing:
            self._next = name
        else:
            self._look(name)
        return ""

    def store(self, name: str, key: str) -> str:
        """Put a key under a name, and let the settings look for it there; gives why that can't be."""
        from engine.llm.providers.secret import Secret, looks_like_key

        if not name.strip():
            return "Give the key a name, under which it is found again."
        if looks_like_key(name):
            return NO_NAME
        try:
            secret = Secret(key.strip())
        except ValueError:
            return "That is no key: it is empty, or holds line breaks or marks."
        if self._is_changing:
            return AT_WORK

        def work() -> None:
            from engine.llm.providers.keys import store_key

            store_key(name.strip(), secret)

        def stored() -> None:
            self._settings.set("assistant.key_in", "keyring")
            self._settings.set("assistant.key_name", name.strip())

        self._do("Storing the key", name.strip(), work, stored, is_change=True)
        return ""

    def forget(self, name: str) -> None:
        """Take the key of this name out of the key-ring; nothing while another is put away or taken out."""
        if self._is_changing:
            return

        def work() -> None:
            from engine.llm.providers.keys import forget_key

            forget_key(name)

        self._do("Forgetting the key", name, work, is_change=True)

    def _look(self, name: str, problem: str = "") -> None:
        """`problem` is what went wrong just before, and is told beside what is found."""
        self._do("Looking for the key", name, lambda: None, problem=problem)

    def _do(
        self,
        title: str,
        name: str,
        what: Callable[[], None],
        afterwards: Callable[[], None] = lambda: None,
        *,
        is_change: bool = False,
        problem: str = "",
    ) -> None:
        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> Told:
            from engine.llm.providers.keys import has_key, keyring_title
            from engine.llm.providers.settings import KeyPlace

            ring = keyring_title()
            what()
            return Told(ring, name, bool(name) and has_key(KeyPlace(kind="keyring", name=name)), problem)

        def done(job: "Job") -> None:
            if job is not self._job:
                return
            self._job, self._is_changing = None, False
            following, self._next = self._next, None
            if job.state == "done":
                self.told = job.result
                afterwards()
            else:
                self.told = Told(self.told.ring, name, False, _sentence(job.error))
            # What was found or went wrong under the same name is not to be asked for again.
            if following is not None and following != name:
                self._look(following, self.told.problem)
            else:
                self.changed.emit()

        self._is_changing = is_change
        self._job = self._jobs.submit(title, work, done, quiet=True, tells_itself=True)
        self.changed.emit()


def _sentence(error: BaseException | None) -> str:
    from engine.llm.providers.keys import KeyMissingError

    # Whatever else a key-ring raises may hold what was to be stored: only its kind is told.
    return str(error) if isinstance(error, KeyMissingError) else f"The key-ring failed ({type(error).__name__})."
