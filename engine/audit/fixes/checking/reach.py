"""Which builds of a crate take a piece of code in: a fix that no build has seen has not been proven by one."""

from collections.abc import Sequence

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.syntax.call import UnwrapCall

BUILDS: tuple[tuple[str, ...], ...] = (
    (),
    ("--all-features",),
    ("--all-targets",),
    ("--all-targets", "--all-features"),
)
"""Options of `cargo check`, the plainest first."""
NO_BUILD = "no build of the crate takes this place in (see the #[cfg] around it)"
MARK = "unwrap audit asks whether this is built"


def probe(call: UnwrapCall, number: int) -> Edit:
    """What makes every build that takes the call in complain, and name the number; other probes stay clear of it.

    The error comes while macros are expanded: code that is configured out is gone by then, and no type has been looked
    at yet, so that one complaint does not hide the next.
    """
    arguments = call.node.child_by_field_name("arguments")
    at = call.end if arguments is None else arguments.start_byte + 1
    comma = ", " if call.method == "expect" else ""
    return Edit(at, at, f'compile_error!("{MARK}: {number}"){comma}'.encode())


def seen(texts: Sequence[str], count: int) -> set[int]:
    """The numbers below `count` that errors name."""
    named = {text.rpartition(": ")[2] for text in texts if MARK in text}
    return {number for number in range(count) if str(number) in named}
