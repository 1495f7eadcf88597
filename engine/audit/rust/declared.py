"""What a file says about other files: `mod name;`, `#[path]`, `include!`; as plain data, kept with its scan."""

from collections.abc import Sequence
from typing import Any

import msgspec

from engine.audit.rust.enclosing import Item, Items


class Module(msgspec.Struct, frozen=True, gc=False):
    """`mod name;`: the inline modules around it, paths given by attributes, and what it is compiled for.

    `paths` are (path, whether always); `tests` the words that make it test code; `is_public`: it, and what it holds,
    can be named from outside, or its file says `pub use` of it.
    """

    name: str
    inside: tuple[str, ...] = ()
    paths: tuple[tuple[str, bool], ...] = ()
    tests: str = ""
    is_public: bool = False


class Declared(msgspec.Struct, frozen=True, gc=False):
    """All that a file says of others; `tests`: the words of an inner attribute that make all of it test code."""

    modules: tuple[Module, ...] = ()
    includes: tuple[tuple[str, str], ...] = ()
    tests: str = ""


def module(
    name: str, chain: Sequence[Item], items: Items, paths: tuple[tuple[str, bool], ...], tests: str, is_public: bool
) -> Module:
    """A module declared in the inline modules of `chain`, which doesn't hold itself."""
    inside = tuple(item.name for item in chain if item.kind == "mod_item")
    around = all(item.is_public or items.exports(item.name) for item in chain if item.kind == "mod_item")
    return Module(name, inside, paths, tests, around and (is_public or items.exports(name)))


def as_data(declared: Declared) -> dict[str, Any]:
    """Plain data for `Scan.facts`; empty where nothing is declared."""
    return msgspec.to_builtins(declared) if declared != Declared() else {}


def from_data(data: dict[str, Any]) -> Declared:
    """What `as_data` gave."""
    return msgspec.convert(data, Declared) if data else Declared()
