"""Survivors that are as they should be: mutants that mean the same, each with a reason."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "survivors.toml"
ANY = "*"


@dataclass(frozen=True)
class Explanation:
    """Why a change to a line does not count; `now` may be `*` for any change to it."""

    file: str
    was: str
    now: str
    why: str


@dataclass(frozen=True)
class Explained:
    """All explanations. They are found by what the line says, not by its number, so they last as long as it does."""

    all: tuple[Explanation, ...]

    @staticmethod
    def read(file: Path = FILE) -> "Explained":
        """The kept ones."""
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return Explained(tuple(Explanation(**each) for each in data.get("survivor", [])))

    def why(self, mutant: Any) -> str | None:
        """The reason for one mutant; None when there is none."""
        for each in self.all:
            if (each.file, each.was) == (mutant.file, mutant.was) and each.now in (ANY, mutant.now):
                return each.why
        return None
