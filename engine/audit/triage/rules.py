"""The rules of triage as they stand in audit.toml, read and checked."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import rtoml

from engine.audit.site import Context, Priority
from engine.resources import resource

FILE = "audit.toml"
LARGEST_BYTES = 1 << 20


class RulesError(Exception):
    """An audit.toml can't be used; the message names the file, what is wrong and what was expected."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fits where all that it names fits; an empty condition fits everything."""

    priority: Priority
    reason: str
    context: tuple[Context, ...] = ()
    kind: tuple[str, ...] = ()
    crate: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    any_mark: tuple[str, ...] = ()
    reachable: bool | None = None
    orphan: bool | None = None


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one audit.toml holds."""

    rule: tuple[Rule, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}
    skip: tuple[str, ...] | None = None


PLACEHOLDERS = frozenset({"crate", "context", "file", "function", "kind", "because", "caller"})


def rules_of(root: Path) -> Rules:
    """The rules for a tree: those of its own audit.toml first, then those of the program, with "@name" filled in.

    RulesError for a file that can't be read, or with words that no rule knows.
    """
    own = root / FILE
    base = built_in()
    if not own.is_file():
        return _filled(base, FILE)
    try:
        if own.stat().st_size > LARGEST_BYTES:
            raise RulesError(f"{own} has more than {LARGEST_BYTES} bytes; rules take less.")
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"{own} can't be read: {error}.") from error
    read = read_rules(text, str(own))
    lists = {**base.lists, **read.lists}
    return _filled(Rules((*read.rule, *base.rule), lists, base.skip if read.skip is None else read.skip), str(own))


@lru_cache(maxsize=1)
def built_in() -> Rules:
    """The rules that the program brings."""
    path = resource(FILE)
    return read_rules(path.read_text(encoding="utf-8"), str(path))


def read_rules(text: str, where: str) -> Rules:
    """Rules from TOML. RulesError tells what is wrong in `where`."""
    try:
        data: Any = rtoml.loads(text)
        rules = msgspec.convert(data, Rules)
    except rtoml.TomlParsingError as error:
        raise RulesError(f"{where} is no TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise RulesError(f"{where}: {error}; see resources/audit.toml for what a rule may say.") from error
    for place, rule in enumerate(rules.rule):
        try:
            rule.reason.format(**dict.fromkeys(PLACEHOLDERS, ""))
        except (KeyError, IndexError, ValueError) as error:
            raise RulesError(
                f"{where}: the reason of rule {place + 1} names {error}; it may name {', '.join(sorted(PLACEHOLDERS))}."
            ) from error
    return rules


def _filled(rules: Rules, where: str) -> Rules:
    def fill(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for word in words for each in _meant(word, rules.lists, where))

    def rule_of(rule: Rule) -> Rule:
        return msgspec.structs.replace(
            rule,
            kind=fill(rule.kind),
            crate=fill(rule.crate),
            file=fill(rule.file),
            function=fill(rule.function),
            marks=fill(rule.marks),
            any_mark=fill(rule.any_mark),
        )

    return Rules(tuple(map(rule_of, rules.rule)), rules.lists, rules.skip)


def _meant(word: str, lists: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    if not word.startswith("@"):
        return (word,)
    if word[1:] not in lists:
        raise RulesError(f'{where}: there is no list "{word[1:]}"; there are {", ".join(sorted(lists)) or "none"}.')
    return lists[word[1:]]
