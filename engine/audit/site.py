"""The vocabulary of an audit: a site, as the bytes of its file tell it, and a finding, as the tree around makes it."""

from typing import Any, Literal, get_args

import msgspec

Context = Literal["production", "test", "bench", "example", "fuzz", "build", "other"]
"""What code is for; "other" is code that no crate builds."""
Priority = Literal["P0", "P1", "P2", "P3"]
CONTEXTS: tuple[Context, ...] = get_args(Context)
PRIORITIES: tuple[Priority, ...] = get_args(Priority)


class Site(msgspec.Struct, frozen=True, gc=False):
    """A place that can fail, as the bytes of its file alone tell it.

    `line` and `column` (in characters) count from 1 and are those of the word that fails; `start` and `end` are bytes
    of the file, around the whole expression, receiver and all: what a fix replaces.
    """

    kind: str
    line: int
    column: int
    start: int
    end: int
    code: str
    """The expression on one line, for people: at most `CODE_LENGTH` characters."""
    subject: str
    """The expression without what formatting changes: with `kind` and `item`, what a fingerprint is made of."""
    item: str = ""
    """The named items around it, outermost first, joined by "::" (a scanner of another language joins as it does)."""
    function: str = ""
    """The innermost named function around it; empty at the top of a file."""
    context: Context | Literal[""] = ""
    """What it is for, where its own file says so (an attribute, a decorator); empty: what the file is for."""
    because: str = ""
    """The words of the file that say so, such as "#[cfg(test)]"."""
    marks: tuple[str, ...] = ()
    """Facts that rules of triage ask for, sorted: "public", "inner" (its function is called by others of the file
    alone), "reasoned" (an expect with a reason), and a scanner's."""
    words: str = ""
    """What is wrong there, in whole sentences, where the scanner knows more than the kind says."""


class Scan(msgspec.Struct, frozen=True):
    """What the bytes of one file tell. It depends on nothing else, so it is kept by their hash.

    `unparsed` says why the file could not be understood, or not all of it ("line 3: ..."); the sites of the rest are
    there. `facts` is plain data (JSON) that the same scanner needs for `place`, such as the modules it declares.
    """

    sites: tuple[Site, ...] = ()
    lines: int = 0
    unparsed: str = ""
    facts: dict[str, Any] = {}


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a file stands in its tree. `because` says why it has that context, in half a sentence.

    `is_orphan`: nothing that is built takes it in. `is_reachable`: what it makes public can be called from outside the
    crate.
    """

    crate: str
    context: Context
    because: str = ""
    is_orphan: bool = False
    is_reachable: bool = True


class Finding(msgspec.Struct, frozen=True, gc=False):
    """A site in its tree: with its crate, context, priority and the reason for that, and a fingerprint.

    `file` is relative to the audited folder, with "/". The fingerprint is unique in a scan, and stays when lines are
    inserted, other things are renamed, or the file moves.
    """

    file: str
    line: int
    column: int
    crate: str
    kind: str
    context: Context
    priority: Priority
    code: str
    reason: str
    fingerprint: str
    start: int
    end: int
    item: str = ""
    status: str = "open"
    """Or "fixed", once a fix of this program was applied to it."""


CODE_LENGTH = 160


def one_line(text: str) -> str:
    """A piece of source on one line, without the white space between lines, cut to `CODE_LENGTH` characters."""
    line = " ".join(text[: 4 * CODE_LENGTH].split())
    return line if len(line) <= CODE_LENGTH else line[: CODE_LENGTH - 1] + "…"
