"""Pieces of Rust that several patterns write: messages, defaults, and a value or else a way out."""

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.pattern import Case
from engine.audit.fixes.syntax.loops import recurs
from engine.audit.fixes.syntax.paths import is_path, tells_how_it_ended
from engine.audit.fixes.syntax.rust_type import RustType
from engine.audit.fixes.syntax.source import nodes_of

LONGEST = 60
SPINS = "A loop or a recursion might go on for ever with defaults: its end may hang on the value."
ANOTHER = "It says which of many things is meant, and a default would mean another one."
PATH = "It may become part of a path or of a command, and a default would mean another one."
ENDED = "It may say how a process has ended, and a default would say that all went well."


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEFAULTS = {
    "bool": "false",
    "String": "String::new()",
    "Vec": "Vec::new()",
    "()": "()",
    "f32": "0.0",
    "f64": "0.0",
    **{f"{sign}{bits}": "0" for sign in "ui" for bits in ("8", "16", "32", "64", "128", "size")},
}
"""Types -> how their default is written best."""
HAVE_DEFAULT = _words(
    "char HashMap BTreeMap HashSet BTreeSet VecDeque BinaryHeap Duration Cow Rc Arc Box Cell RefCell "
    "Mutex RwLock Option PhantomData LinkedList AtomicBool AtomicUsize"
)
NO_DEFAULT = _words(
    "MutexGuard RwLockReadGuard RwLockWriteGuard Instant SystemTime Path NonZero NonNull Regex File TcpStream "
    "JoinHandle Layout Ordering Ref RefMut impl dyn ! fn "
    "ExitStatus ExitCode Output PathBuf OsString"
)
"""What has no default, or one that says another thing than that nothing is there: success, or the folder around."""


def no_default(case: Case) -> str:
    """Why no default may stand for a value: what it is, what it is used for, or its type. Empty where one may."""
    if case.around.may_spin or recurs(case.call, case.around.name):
        return SPINS
    if case.names_a_place:
        return ANOTHER
    if tells_how_it_ended(case.call):
        return ENDED
    if is_path(case.call):
        return PATH
    value = None if case.receiver.type is None else case.receiver.type.value
    return f"{value.text} has no default that would do." if value is not None and has_default(value) is False else ""


def subject(case: Case) -> str:
    """The receiver on one line, short, for messages."""
    words = " ".join(case.call.receiver_text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."


def literal(text: str) -> str:
    """A Rust string literal of a text."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def format_literal(text: str) -> str:
    """A literal for `format!` and its like, which says the text and nothing else."""
    return literal(text.replace("{", "{{").replace("}", "}}"))


def said(case: Case, kind: str, error: str = "") -> str:
    """The statement that tells the crate's log what has no value, and with which `error` where that has a name."""
    what = "failed" if kind == "result" else "is missing"
    text = format_literal(f"{case.around.title}: {subject(case)} {what}")
    return f'{case.log}!({text[:-1]}: {{:?}}", {error});' if error else f"{case.log}!({text});"


def has_default(type_: RustType | None) -> bool | None:
    """Whether a type has a Default; None where its name does not tell."""
    if type_ is None or type_.name == "_":
        return None
    if type_.name in DEFAULTS or type_.name in HAVE_DEFAULT:
        return True
    if type_.name in ("(,)", "[]"):
        known = [has_default(each) for each in type_.arguments]
        return False if False in known else None if None in known else True
    if type_.name == "&":
        return type_.arguments[0].name in ("str", "[]") if type_.arguments else None
    return False if type_.name in NO_DEFAULT else None


def taken_or(case: Case, kind: str, way: str) -> tuple[Edit, ...]:
    """The value where there is one, else `way`, such as `return None`; written as `let ... else` where that goes.

    `way` may use the error of a Result as `error`.
    """
    call = case.call
    uses_error = "error.into()" in way and kind == "result"
    good, bad = ("Some", "None") if kind == "option" else ("Ok", "Err(error)" if uses_error else "Err(_)")
    let = call.node.parent
    can_be_let = (
        let is not None
        and let.type == "let_declaration"
        and let.child_by_field_name("alternative") is None
        and not uses_error
        and case.crate.has_let_else
        and not call.receiver_text.endswith("}")
    )
    if can_be_let and let is not None and (pattern := let.child_by_field_name("pattern")) is not None:
        mutable = next((each for each in let.children if each.type == "mutable_specifier"), None)
        start = pattern.start_byte if mutable is None else mutable.start_byte
        edits = [Edit(start, start, f"{good}(".encode()), Edit(pattern.end_byte, pattern.end_byte, b")")]
        if (type_ := let.child_by_field_name("type")) is not None:
            whole = "Option<{}>" if kind == "option" else "Result<{}, _>"
            edits.append(Edit(type_.start_byte, type_.end_byte, whole.format(call.source.of(type_)).encode()))
        return (*edits, Edit(call.dot, call.end, f" else {{ {way} }}".encode()))
    bare = not any(each.type == "struct_expression" for each in nodes_of(call.receiver))
    before, behind = ("match ", "") if bare else ("match (", ")")
    if _needs_brackets(case):
        before, close = f"({before}", ")"
    else:
        close = ""
    way = f"{{ {way} }}" if ";" in way else way
    arms = f"{behind} {{ {good}(value) => value, {bad} => {way} }}{close}"
    return Edit(call.start, call.start, before.encode()), Edit(call.dot, call.end, arms.encode())


def _needs_brackets(case: Case) -> bool:
    parent = case.call.node.parent
    plain = {"let_declaration", "arguments", "field_initializer", "match_arm", "return_expression", "block"}
    plain |= {"assignment_expression", "parenthesized_expression", "tuple_expression", "array_expression"}
    return parent is None or parent.type not in plain
