"""Prompts: texts in files with a head that tells their name, version and purpose, found by a walk."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from engine.resources import resource

Kind = Literal["system", "library"]
_KINDS: tuple[Kind, ...] = ("system", "library")
_SLOT = re.compile(r"\{([a-z_]+)\}")
_RULE = "\n---\n"


class PromptError(ValueError):
    """A prompt's file can't be used; the message names it and says what was expected."""


@dataclass(frozen=True)
class Prompt:
    """A text to send. `slots` are the words in braces that have to be filled in, each with what it stands for."""

    name: str
    version: int
    kind: Kind
    title: str
    about: str
    text: str
    slots: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """Which text was sent, for whoever keeps answers: name, version and a digest of the text."""
        digest = hashlib.blake2b(self.text.encode(), digest_size=4).hexdigest()
        return f"{self.name}@{self.version}#{digest}"

    def filled(self, words: Mapping[str, str]) -> str:
        """The text with each slot replaced; PromptError where a slot has no words."""
        missing = [slot for slot, _ in self.slots if not words.get(slot, "").strip()]
        if missing:
            raise PromptError(f'The prompt "{self.title}" needs words for {", ".join(missing)}.')
        return _SLOT.sub(lambda match: words[match[1]].strip(), self.text)


def read_prompt(text: str, place: str) -> Prompt:
    """The prompt that a file holds: a TOML head, a line of three hyphens, and the text.

    Raises:
        PromptError: It is none; `place` names the file.
    """
    head, line, body = text.replace("\r\n", "\n").partition(_RULE)
    if not line:
        raise PromptError(f"{place}: no line of three hyphens between head and text.")
    try:
        said = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{place}: the head is no TOML: {error}.") from None
    slots = _slots(said.get("slots", {}), place)
    named = dict.fromkeys(_SLOT.findall(body))
    if set(named) != set(slots):
        raise PromptError(f"{place}: slots in the text are {sorted(named)}, the head tells of {sorted(slots)}.")
    kind: Kind | None = next((each for each in _KINDS if each == said.get("kind")), None)
    version = said.get("version")
    texts = [said.get(key) for key in ("name", "title", "about")]
    if kind is None or not isinstance(version, int) or not all(isinstance(each, str) and each for each in texts):
        raise PromptError(
            f"{place}: expected name, title and about as texts, version as a whole number, kind one of {_KINDS}."
        )
    name, title, about = map(str, texts)
    if name != Path(place).stem:
        raise PromptError(f'{place}: the prompt is called "{name}"; expected "{Path(place).stem}", as its file is.')
    return Prompt(name, version, kind, title, about, body.strip(), tuple((slot, slots[slot]) for slot in named))


def _slots(table: Any, place: str) -> dict[str, str]:
    told: dict[str, Any] = cast("dict[str, Any]", table) if isinstance(table, dict) else {"": None}
    if not all(isinstance(each, str) for each in told.values()):
        raise PromptError(f"{place}: slots are texts that say what each word in braces stands for.")
    return told


@cache
def prompts() -> Mapping[str, Prompt]:
    """Every prompt by its name, sorted.

    Raises:
        PromptError: A file is broken, or two prompts have the same name.
    """
    found: dict[str, Prompt] = {}
    for path in sorted(resource("prompts").rglob("*.md")):
        each = read_prompt(path.read_text(encoding="utf-8"), str(path))
        if each.name in found:
            raise PromptError(f'{path}: another prompt is called "{each.name}" already.')
        found[each.name] = each
    return dict(sorted(found.items()))


def prompt(name: str) -> Prompt:
    """The prompt of that name; PromptError when there is none."""
    found = prompts().get(name)
    if found is None:
        raise PromptError(f'There is no prompt "{name}"; expected one of {", ".join(prompts())}.')
    return found


def library() -> tuple[Prompt, ...]:
    """What a designer may pick from, sorted by title."""
    return tuple(sorted((each for each in prompts().values() if each.kind == "library"), key=lambda each: each.title))
