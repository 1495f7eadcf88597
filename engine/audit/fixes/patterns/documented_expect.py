"""Documented expect: it still panics, and says on what it relies."""

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.wording import literal, subject


def tell(case: Case) -> Told:
    """Offered wherever no reason stands yet, or the user gives a better one."""
    if case.call.is_explained and not case.reason:
        return refused("It says already why it can't fail. Give a better reason with --reason.")
    if case.around.is_const and case.receiver.kind == "result":
        return refused("A Result can't be unwrapped with words while code is compiled.")
    words = case.reason or _words(case)
    edits = (Edit(case.call.dot, case.call.end, f".expect({literal(words)})".encode()),)
    return Told(
        (Variant(edits, "it still panics, and says on what it relies"),), "It takes no change of what is around."
    )


def _words(case: Case) -> str:
    if case.is_poisonable:
        return f"no thread panics while it holds {subject(case)}"
    place = f" in {case.around.title}" if case.around.name else ""
    held = {"option": "is there", "result": "succeeds"}.get(case.receiver.kind, "holds a value")
    return f"{subject(case)} {held}{place}"


DOCUMENTED_EXPECT = Pattern("expect", "Documented expect", 90, tell, suits_macros=True, suits_tests=True, panics=True)
