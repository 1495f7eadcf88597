"""Propagate: `?` hands what went wrong to the caller."""

import re

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.errors import errors_for
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.syntax.loops import passes_over
from engine.audit.fixes.syntax.mapping import mapped_by
from engine.audit.fixes.wording import subject


def tell(case: Case) -> Told:
    """Offered where whoever would take the error returns an Option or a Result."""
    around = case.around
    if around.is_const:
        return refused("`?` is not allowed in code that runs while it is compiled.")
    if around.boundary in ("constant", "none"):
        return refused("No function is around it that could hand the error on.")
    if passes_over(case.call, around.body) and (case.log or around.may_spin):
        return refused("What asks the closure passes over a None without a word.")
    mapped = tuple(
        Variant(edits, "what is missing in the closure is missing in all", is_certain=False)
        for kind in case.kinds
        if (edits := mapped_by(case.call, "and_then", "" if kind == "option" else ".ok()"))
    )
    if mapped and around.returns is None:
        return Told(mapped, f"The closure is all that `map` does, and {case.receiver.because}.")
    who = "the closure" if around.boundary == "closure" else around.title
    if around.boundary == "async block" or around.returns is None:
        return refused(f"What {_what(case)} returns is not written, so it is not known whether `?` may stand there.")
    returns = around.returns
    if returns.kind == "other":
        return refused(f"{who} returns {returns.text}, which takes no `?`.")
    variants = tuple(
        Variant(_suffix(case, f"{how}?"), words, sure and case.receiver.kind != "unknown")
        for kind in case.kinds
        for how, words, sure in _ways(case, kind, returns.kind)
    )
    return Told(variants, f"{who} returns {returns.text}, and {case.receiver.because}.")


def _what(case: Case) -> str:
    return f"the {case.around.boundary} around it" if case.around.boundary != "function" else case.around.title


def _ways(case: Case, kind: str, returns: str) -> list[tuple[str, str, bool]]:
    if kind == returns == "option":
        return [("", "the missing value is handed on", True)]
    if returns == "option":
        return [(".ok()", "an error becomes a missing value", True)]
    error = None if case.around.returns is None else case.around.returns.error
    if kind == "option":
        text = f"{subject(case)} is missing"
        found = errors_for(error, text, case, into="")
        return [(_or(each), "a missing value becomes an error", sure) for each, sure in found]
    theirs = None if case.receiver.type is None else case.receiver.type.error
    same = error is not None and theirs is not None and error.text == theirs.text
    takes_all = error is not None and (error.name in ("Box", "Report") or "anyhow" in error.path)
    ways = [("", "the error is handed on", same or takes_all)]
    text = f"{subject(case)} failed"
    return ways + [
        (f".map_err(|_| {each})", "another error is handed on", False)
        for each, _ in errors_for(error, text, case, into="")
    ]


def _or(error: str) -> str:
    """What makes an Option a Result; an error that costs nothing to make needs no closure."""
    is_plain = "(" not in error or error == "()" or error.startswith('"')
    return f".ok_or({error})" if is_plain else f".ok_or_else(|| {error})"


def _suffix(case: Case, new: str) -> tuple[Edit, ...]:
    """A question mark stands right behind the receiver, as rustfmt writes it, unless a comment stands between."""
    call = case.call
    between = call.source.text[call.receiver.end_byte : call.dot]
    start = call.dot if re.search(rb"\S", between) or new != "?" else call.receiver.end_byte
    return (Edit(start, call.end, new.encode()),)


PROPAGATE = Pattern("propagate", "Propagate with ?", 10, tell, suits_tests=True)
