"""Errors that a fix can hand on: of known types by what is known of them, of others as the file itself makes them."""

from collections.abc import Iterator
from functools import lru_cache

from tree_sitter import Node

from engine.audit.fixes.pattern import Case
from engine.audit.fixes.syntax.rust_type import RustType
from engine.audit.fixes.syntax.source import nodes_of, read_rust
from engine.audit.fixes.wording import format_literal, literal

MOST = 3
"""How many of the file's own ways to make an error are tried."""
PATHS = frozenset({"scoped_identifier"})


def errors_for(error: RustType | None, text: str, case: Case, into: str = ".into()") -> list[tuple[str, bool]]:
    """Expressions of an error type that say a text, the likeliest first; whether it is certain that each fits.

    `into` turns another error into it; `?` does that by itself.
    """
    words = literal(text)
    name = "" if error is None else error.path.removeprefix("std::").removeprefix("core::")
    if error is not None and error.name == "Box" and "Error" in error.text:
        return [(f"{words}{into}", True)]
    if name in ("anyhow::Error", "eyre::Report"):
        return [(f"{name.split('::')[0]}::{'anyhow' if 'anyhow' in name else 'eyre'}!({format_literal(text)})", True)]
    known = {
        "String": f"String::from({words})",
        "&": words,
        "()": "()",
        "fmt::Error": "core::fmt::Error",
        "io::Error": _io_error(words, case),
    }
    if name in known:
        return [(known[name], True)]
    ways = [each.format(words) if "{}" in each else each for each in _as_here(case)]
    other = [f"{_io_error(words, case)}{into}"] if case.crate.has_std else []
    return [(each, False) for each in (*ways, *other, f"{words}{into}")]


def _io_error(words: str, case: Case) -> str:
    if case.crate.has_io_other:
        return f"std::io::Error::other({words})"
    return f"std::io::Error::new(std::io::ErrorKind::Other, {words})"


def _as_here(case: Case) -> list[str]:
    """How the same function makes errors, if by a plain path such as `Error::Truncated`; how the file does from words.

    In the latter `{}` stands for the words.
    """
    body = case.around.body
    text = case.call.source.text
    own = [] if body is None else [each for each in _made(body, text) if "{}" not in each]
    return list(dict.fromkeys((*own[:1], *(each for each in _made_in(text) if "{}" in each))))[:MOST]


@lru_cache(maxsize=16)
def _made_in(text: bytes) -> tuple[str, ...]:
    return tuple(_made(read_rust(text).root, text))


def _made(root: Node, text: bytes) -> Iterator[str]:
    """What stands in `Err(...)` below a node: a path, or a path called with one literal."""
    for node in nodes_of(root):
        function, given = _call(node)
        if function is None or text[function.start_byte : function.end_byte] != b"Err" or len(given) != 1:
            continue
        made = given[0]
        inner, words = _call(made)
        if made.type in PATHS:
            yield _text(made, text)
        elif inner is not None and inner.type in PATHS and len(words) == 1 and words[0].type == "string_literal":
            yield f"{_text(inner, text)}({{}})"


def _call(node: Node) -> tuple[Node | None, list[Node]]:
    function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if node.type != "call_expression" or function is None or arguments is None:
        return None, []
    return function, arguments.named_children


def _text(node: Node, text: bytes) -> str:
    return text[node.start_byte : node.end_byte].decode("utf-8", "replace").replace("{", "").replace("}", "")
