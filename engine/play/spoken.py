"""Spoken lines: what somebody in play says of their own accord; as values, as plain data, and how long it stands."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from engine.world.ids import TICKS_PER_SECOND

LONGEST_LINE = 140
"""Letters of a line: what fits under a picture."""
LONGEST_NAME = 256
LATEST = 2**31 - 1
READ_S, A_LETTER_S = 2.0, 0.06
"""A line stands for two seconds and as long as its letters take to read [s]."""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn"})
"""Categories of Unicode that write nothing, or turn what stands around them: control, format, breaks, private."""


@dataclass(frozen=True)
class Spoken:
    """A line: who says it (entity id), what, in which tick it began and for how many ticks it stands."""

    speaker: str
    text: str
    begins: int
    ticks: int


def spoken(speaker: str, text: str, begins: int) -> Spoken:
    """The line of somebody, from a tick on."""
    return Spoken(speaker, text, begins, round((READ_S + A_LETTER_S * len(text)) * TICKS_PER_SECOND))


def cleaned(text: str) -> str:
    """A text as one line: whatever nobody sees or what breaks a line is gone, gaps are one blank."""
    seen = "".join(" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(each for each in seen if unicodedata.category(each) not in _UNSEEN).split())


def why_unsayable(text: str) -> str:
    """Why a text can't be said, as the end of a sentence; "" when it can."""
    if len(text) > LONGEST_LINE:
        return f"has {len(text)} letters; expected at most {LONGEST_LINE}"
    if not text or cleaned(text) != text:
        return "is no single line of visible letters"
    return ""


def spoken_data(line: Spoken) -> Mapping[str, Any]:
    """Plain data for a keyframe."""
    return {"speaker": line.speaker, "text": line.text, "begins": line.begins, "ticks": line.ticks}


def read_spoken(data: Any) -> Spoken | None:
    """The line again; None for none. ValueError for anything else."""
    if data is None:
        return None
    said = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    speaker, text, begins, ticks = (said.get(name) for name in ("speaker", "text", "begins", "ticks"))
    if not isinstance(speaker, str) or len(speaker) > LONGEST_NAME or not isinstance(text, str) or why_unsayable(text):
        raise ValueError("a line that nobody can say")
    if not _is_tick(begins) or not _is_tick(ticks):
        raise ValueError("a line at no time")
    return Spoken(speaker, text, int(cast("int", begins)), int(cast("int", ticks)))


def _is_tick(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LATEST
