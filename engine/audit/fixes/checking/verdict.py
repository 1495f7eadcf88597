"""What a compiler says of a crate, or why it could not be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.audit.fixes.crate import Crate

State = Literal["compiled", "failed", "not compiled"]


@dataclass(frozen=True)
class Span:
    """Lines and columns (characters) of a file, both from 1; `end_column` is behind the last character."""

    file: Path
    line: int
    column: int
    end_line: int
    end_column: int
    is_primary: bool


@dataclass(frozen=True)
class Complaint:
    """An error of rustc: its sentence, as it is rendered, and the places that it names, those behind macros too."""

    text: str
    rendered: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Verdict:
    """`how` names the command that was run, or says why none could be."""

    state: State
    how: str
    complaints: tuple[Complaint, ...] = ()

    @property
    def words(self) -> str:
        """The first error, for people."""
        return self.complaints[0].rendered.strip() if self.complaints else self.how


Check = Callable[[Crate, Path, Path, Sequence[str]], Verdict]
"""(crate, a file of it, a folder for what is built, options of cargo) -> what the compiler says of all of it."""
