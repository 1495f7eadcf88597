"""Default fallback: where there is no value, the type's default takes its place."""

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.wording import DEFAULTS, has_default, no_default


def tell(case: Case) -> Told:
    """Offered where the value's type has a default, or may have one; a poisoned lock gives its guard all the same."""
    if case.around.is_const or case.around.boundary == "constant":
        return refused("A default can't be made while code is compiled.")
    call = case.call
    if case.is_poisonable:
        how = ".unwrap_or_else(std::sync::PoisonError::into_inner)"
        if not case.crate.has_std:
            return refused("The crate has no std, so this is no lock that is poisoned.")
        edits = (Edit(call.dot, call.end, how.encode()),)
        words = "the guard is taken out of the lock although a thread has panicked while it held it"
        return Told(
            (Variant(edits, words, is_certain=False),), f"{case.receiver.because}, whose error holds the guard."
        )
    if why := no_default(case):
        return refused(why)
    value = None if case.receiver.type is None else case.receiver.type.value
    known = has_default(value)
    fitting = () if value is None else tuple(new for new in (DEFAULTS.get(value.name),) if new and value.name != "()")
    edits = (Edit(call.dot, call.end, b".unwrap_or_default()"),)
    told = f"the default of {value.text}" if known and value is not None else "whatever default its type has"
    words = f"{told}{f', {fitting[0]},' if fitting else ''} takes its place"
    return Told((Variant(edits, words, known is True),), f"{case.receiver.because}, and {told} can stand in for it.")


DEFAULT_FALLBACK = Pattern("default", "Default fallback", 40, tell)
