"""How direction stands, for whoever looks on: a state, and what happened last in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["waiting", "thinking", "trying out", "carried out", "refused", "no order", "no answer", "nobody"]


@dataclass(frozen=True)
class Standing:
    """`text` says what was carried out, or why nothing was; `tick` is when, None before the first."""

    state: State = "waiting"
    text: str = ""
    tick: int | None = None

    def sentence(self) -> str:
        """The same in a line."""
        words = {"nobody": "nobody to lead"}.get(self.state, self.state)
        return f"{words}: {self.text}" if self.text else words


@dataclass(frozen=True)
class News:
    """Something that happened: who tells it ("director", "banter"), what in words, and whether it is as hoped."""

    source: str
    text: str
    is_good: bool
    tick: int


Tell = Callable[[News], None]
