"""Early return: where there is no value, the function ends there."""

import re

from engine.audit.fixes.errors import errors_for
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.syntax.loops import feeds_what_may_not_end, passes_over
from engine.audit.fixes.syntax.rust_type import RustType
from engine.audit.fixes.wording import ANOTHER, DEFAULTS, has_default, said, subject, taken_or

INTEGER = re.compile(r"[ui](?:8|16|32|64|128|size)")


def tell(case: Case) -> Told:
    """Offered where it is known what the function or closure may return."""
    around = case.around
    if around.is_const:
        return refused("Patterns that tell a value from none are few in code that runs while it is compiled.")
    if around.boundary in ("constant", "none"):
        return refused("No function is around it that could return.")
    if around.boundary == "async block" or around.returns is None:
        return refused(f"What the {around.boundary} around it returns is not written.")
    returns = around.returns
    if around.boundary == "closure" and returns.kind != "result" and feeds_what_may_not_end(case.call, around.body):
        return refused("Only the closure would end by it, and what asks it might go on for ever.")
    if INTEGER.fullmatch(returns.name) and case.names_a_place:
        return refused(f"{ANOTHER} So might what {around.title} returns.")
    sure = case.receiver.kind != "unknown"
    # Who gets None or an error knows of it; whatever else the function gives might as well be an answer.
    is_silent = bool(case.log) and (returns.kind == "other" or passes_over(case.call, around.body))
    told = f"{case.log}! tells it, and " if is_silent else ""
    variants = tuple(
        Variant(
            taken_or(case, kind, f"{said(case, kind)} {way}" if is_silent else way),
            f"{told}the function ends with `{way}`",
            sure and fits,
        )
        for kind in case.kinds
        for way, fits in _ways(case, kind, returns)
    )
    who = "the closure" if around.boundary == "closure" else around.title
    if not variants:
        return refused(f"{who} returns {returns.text}, and nothing is known that it could return without a value.")
    return Told(variants, f"{who} may end early with {returns.text}, and {case.receiver.because}.")


def _ways(case: Case, kind: str, returns: RustType) -> list[tuple[str, bool]]:
    if returns.text == "()":
        return [("return", True)]
    if returns.kind == "option":
        return [("return None", True)]
    if returns.kind == "result":
        text = f"{subject(case)} {'is missing' if kind == 'option' else 'failed'}"
        ways = [(f"return Err({each})", sure) for each, sure in errors_for(returns.error, text, case)]
        return [("return Err(error.into())", False), *ways] if kind == "result" else ways
    if returns.name in DEFAULTS:
        return [(f"return {DEFAULTS[returns.name]}", True)]
    known = has_default(returns)
    if known is False or (returns.name == "&" and not known):
        return []
    return [("return Default::default()", known is True)]


EARLY_RETURN = Pattern("return", "Early return", 50, tell)
