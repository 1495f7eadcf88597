"""The fence: text of the world goes between marks that it can't write itself, one JSON value a line."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

_OPEN = '<data name="{}">'
_CLOSE = "</data>"
_SECTION = re.compile(r'^<data name="([a-z_]+)">\n(.*?)^</data>$', re.MULTILINE | re.DOTALL)
_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cs", "Cn"})
"""Categories of Unicode that nobody sees: control, format, breaks, odd spaces, private, unassigned."""


def as_line(value: Any) -> str:
    """A value as one line of JSON that has no `<`, no `>` and nothing invisible in it; parsing gives the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(_escaped(letter) if _is_escaped(letter) else letter for letter in text)


def fenced(name: str, rows: Iterable[Any]) -> str:
    """A section of data: the opening mark, a line for each value, the closing mark."""
    return "\n".join([_OPEN.format(name), *map(as_line, rows), _CLOSE])


def read_fenced(text: str) -> Mapping[str, tuple[Any, ...]]:
    """The values of each section of a text that `fenced` wrote; sections that are not JSON are left out."""
    found: dict[str, tuple[Any, ...]] = {}
    for match in _SECTION.finditer(text):
        try:
            found[match[1]] = tuple(json.loads(line) for line in match[2].split("\n") if line)
        except ValueError:
            continue
    return found


def _is_escaped(letter: str) -> bool:
    return letter in "<>" or (not letter.isascii() and unicodedata.category(letter) in _HIDDEN) or letter == "\x7f"


def _escaped(letter: str) -> str:
    """The letter as JSON escapes it: one `\\uXXXX` for each 16 bits of it."""
    raw = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at]:02x}{raw[at + 1]:02x}" for at in range(0, len(raw), 2))
