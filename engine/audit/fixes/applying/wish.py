"""What is asked for: one unwrap, and how to do without it."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.audit.fixes.no_call import NO_METHOD, is_no_call
from engine.audit.fixes.offer import Offer
from engine.audit.fixes.pattern import Variant
from engine.audit.site import Finding


@dataclass(frozen=True)
class Wish:
    """A finding that shall be fixed, by one pattern, or by the first that compiles where none is named.

    `file` is relative to the tree's root; `start` and `end` are the bytes of the call.
    """

    file: str
    start: int
    end: int
    pattern: str = ""
    reason: str = ""
    """Words of an expect."""
    fingerprint: str = ""
    crate: str = ""
    priority: str = ""
    item: str = ""


def wish_of(finding: Finding, pattern: str = "", reason: str = "") -> Wish:
    """The wish that a finding be fixed."""
    return Wish(
        finding.file,
        finding.start,
        finding.end,
        pattern,
        reason,
        finding.fingerprint,
        finding.crate,
        finding.priority,
        finding.item,
    )


@dataclass(frozen=True)
class Attempt:
    """One variant of one pattern, in the order in which they are tried."""

    offer: Offer
    variant: Variant


@dataclass(frozen=True)
class Outcome:
    """What became of a wish: `is_fixed`, by which pattern, how that was checked; else `told` says why not."""

    wish: Wish
    is_fixed: bool
    pattern: str = ""
    checked: str = ""
    told: str = ""
    number: int = 0
    """The record that undoes it."""


def attempts(wish: Wish, offers: list[Offer]) -> Iterator[Attempt]:
    """Everything that may be tried for a wish."""
    for offer in offers:
        if wish.pattern in ("", offer.pattern.name):
            for variant in offer.variants:
                yield Attempt(offer, variant)


def why_not(wish: Wish, offers: list[Offer], text: bytes) -> str:
    """Why nothing can be tried for a wish in a file of that text."""
    if not offers:
        if is_no_call(text[wish.start : wish.end].decode("utf-8", "replace")):
            return NO_METHOD
        return f"{wish.file}: no unwrap or expect stands at bytes {wish.start} to {wish.end}; scan again."
    told = [f"{each.pattern.name}: {each.reason}" for each in offers if wish.pattern in ("", each.pattern.name)]
    names = ", ".join(each.pattern.name for each in offers)
    return " ".join(told) or f"there is no pattern {wish.pattern}; there are {names}."
