"""Log and default: what went wrong is told where people look, and a default takes its place."""

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.wording import format_literal, has_default, no_default, said, subject


def tell(case: Case) -> Told:
    """Offered where there is a log, or standard error, and the type has a default, or may have one."""
    if case.around.is_const or case.around.boundary == "constant":
        return refused("Nothing can be logged while code is compiled.")
    macro = case.log
    if not macro:
        return refused("The crate has no std and depends on neither log nor tracing: there is nobody to tell it to.")
    why = no_default(case)
    is_unused = _is_all_of_a_statement(case) and "result" in case.kinds and not case.around.may_spin
    if why and not case.is_poisonable and not is_unused:
        return refused(why)
    value = None if case.receiver.type is None else case.receiver.type.value
    known = has_default(value)
    variants: list[Variant] = []
    for kind in case.kinds:
        sure = case.receiver.kind != "unknown" and not case.is_poisonable
        if case.is_poisonable and kind == "result":
            variants.append(
                Variant(_guard(case, macro), f"{macro}! tells it, and the guard is taken all the same", False)
            )
        if kind == "result" and is_unused:
            variants.append(Variant(_told_only(case), f"{macro}! tells the error", sure))
        if not why:
            words = f"{macro}! tells it, and a default follows"
            variants.append(Variant(_told(case, kind), words, sure and bool(known)))
    return Told(tuple(variants), f"{case.receiver.because}, and {macro}! is there to tell it.")


def _told(case: Case, kind: str) -> tuple[Edit, ...]:
    error = "error" if kind == "result" else ""
    new = f".unwrap_or_else(|{error}| {{ {said(case, kind, error)} Default::default() }})"
    return (Edit(case.call.dot, case.call.end, new.encode()),)


def _guard(case: Case, macro: str) -> tuple[Edit, ...]:
    text = f"{case.around.title}: {subject(case)} is poisoned"
    new = f".unwrap_or_else(|poisoned| {{ {macro}!({format_literal(text)}); poisoned.into_inner() }})"
    return (Edit(case.call.dot, case.call.end, new.encode()),)


def _told_only(case: Case) -> tuple[Edit, ...]:
    call = case.call
    end = call.node.parent.end_byte if call.node.parent is not None else call.end
    start = Edit(call.start, call.start, b"if let Err(error) = ")
    # Of a variable only the error would be moved, and what it holds else would live on.
    held = ".map(drop)" if call.is_on_place else ""
    return start, Edit(call.dot, end, f"{held} {{ {said(case, 'result', 'error')} }}".encode())


def _is_all_of_a_statement(case: Case) -> bool:
    parent, node = case.call.node.parent, case.call.node
    return parent is not None and parent.type == "expression_statement" and parent.end_byte > node.end_byte


LOG_AND_DEFAULT = Pattern("log", "Log and default", 30, tell)
