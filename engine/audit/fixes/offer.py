"""Which fixes an unwrap may have, each with its reason, and which it may not have and why not."""

from dataclasses import dataclass, replace
from pathlib import Path

from engine.audit.fixes.crate import Crate, crate_of
from engine.audit.fixes.edit import edited, preview
from engine.audit.fixes.pattern import Case, Pattern, Variant, case_of, patterns, refused
from engine.audit.fixes.syntax.call import UnwrapCall, call_at
from engine.audit.fixes.syntax.comments import keeping_comments
from engine.audit.fixes.syntax.source import errors_in
from engine.audit.site import Finding


@dataclass(frozen=True)
class Offer:
    """A pattern for one call: offered where it has variants."""

    pattern: Pattern
    variants: tuple[Variant, ...]
    reason: str

    @property
    def is_offered(self) -> bool:
        """Whether the pattern may be applied."""
        return bool(self.variants)

    @property
    def is_certain(self) -> bool:
        """Whether types in sight alone say that its first variant fits."""
        return bool(self.variants) and self.variants[0].is_certain


@dataclass(frozen=True)
class Offered:
    """What is offered for a finding, in the file as it is now: `before` are its bytes."""

    file: str
    before: bytes
    offers: tuple[Offer, ...]

    def preview(self, offer: Offer, context: int = 3) -> str:
        """A unified diff of what the first variant of an offer would write; empty where none is offered."""
        if not offer.variants:
            return ""
        return preview(self.file, self.before, edited(self.before, offer.variants[0].edits), context)


def offers_for(root: Path, finding: Finding, reason: str = "") -> Offered:
    """Offers for a finding of an audited tree; none where another thing stands there now. OSError: it can't be read."""
    path = root / finding.file
    text = path.read_bytes()
    return Offered(finding.file, text, tuple(offers_at(text, finding.start, finding.end, crate_of(path), reason)))


def offers_at(text: bytes, start: int, end: int, crate: Crate, reason: str = "") -> list[Offer]:
    """An offer of every pattern for the unwrap or expect that stands from byte `start` up to `end`, by rank.

    A variant that would not parse is not offered. Nothing at all where no such call stands there.
    """
    call = call_at(text, start, end)
    return [] if call is None else offers_of(call, crate, reason)


def offers_of(call: UnwrapCall, crate: Crate, reason: str = "") -> list[Offer]:
    """An offer of every pattern for a call."""
    case = case_of(call, crate, reason)
    return [_offer(pattern, case) for pattern in patterns().values()]


def _offer(pattern: Pattern, case: Case) -> Offer:
    told = refused(case_refusal) if (case_refusal := _never(pattern, case)) else pattern.tell(case)
    text = case.call.source.text
    errors = errors_in(text) if told.variants else 0
    told_all = (replace(each, edits=keeping_comments(case.call.source, each.edits)) for each in told.variants)
    good = tuple(each for each in told_all if errors_in(edited(text, each.edits)) <= errors)
    reason = told.reason if good or not told.variants else "What it would write does not parse here."
    return Offer(pattern, good, reason)


def _never(pattern: Pattern, case: Case) -> str:
    """Why a pattern may not even look at a call; empty where it may."""
    if case.around.boundary == "macro definition" and not pattern.suits_macros:
        return "It stands among a macro's tokens: what is around it is known only where the macro puts it."
    if case.around.is_test and not pattern.suits_tests:
        return "It stands in a test, which shall fail where there is no value and not go on."
    if case.is_asserted and not pattern.panics:
        return "It stands in an assertion, which shall panic where there is no value and not be passed over."
    return ""
