"""A Rust type as it is written, as far as fixes ask about it."""

from dataclasses import dataclass
from typing import Literal

from tree_sitter import Node

Kind = Literal["option", "result", "other", "unknown"]


@dataclass(frozen=True)
class RustType:
    """`std::io::Result<Vec<T>>` has the path `std::io::Result`, the name `Result` and one argument."""

    text: str
    path: str
    arguments: tuple["RustType", ...] = ()

    @property
    def name(self) -> str:
        """The last word of the path; "&" of a reference, "()" of unit, "(,)" of a tuple, "dyn" and "impl" of such."""
        return self.path.rsplit("::", 1)[-1]

    @property
    def kind(self) -> Kind:
        """Whether it is an Option or a Result; a type with such a name is believed to be that."""
        return {"Option": "option", "Result": "result"}.get(self.name, "other")  # pyright: ignore[reportReturnType]

    @property
    def value(self) -> "RustType | None":
        """What an Option or Result holds, where that is written."""
        return self.arguments[0] if self.kind != "other" and self.arguments else None

    @property
    def error(self) -> "RustType | None":
        """The error of a Result, where that is written or follows from the path."""
        if self.kind != "result":
            return None
        if len(self.arguments) > 1:
            return self.arguments[1]
        known = KNOWN_ERRORS.get(self.path.removeprefix("std::").removeprefix("core::"))
        return None if known is None else RustType(known, known)

    @property
    def behind(self) -> "RustType":
        """The type without references to it."""
        return self.arguments[0].behind if self.name == "&" and self.arguments else self


UNIT = RustType("()", "()")
KNOWN_ERRORS = {
    "io::Result": "std::io::Error",
    "fmt::Result": "core::fmt::Error",
    "anyhow::Result": "anyhow::Error",
    "eyre::Result": "eyre::Report",
    "color_eyre::Result": "eyre::Report",
}
"""Results that carry their error in their path -> that error."""


def type_of_node(node: Node, text: bytes) -> RustType:
    """Read a type from its node."""
    words = text[node.start_byte : node.end_byte].decode("utf-8", "replace")
    named = [each for each in node.named_children if each.type not in ("lifetime", "mutable_specifier")]
    match node.type:
        case "generic_type":
            path = node.child_by_field_name("type")
            arguments = node.child_by_field_name("type_arguments")
            inner = [] if arguments is None else [e for e in arguments.named_children if e.type != "lifetime"]
            there = "" if path is None else text[path.start_byte : path.end_byte].decode("utf-8", "replace")
            return RustType(words, there, tuple(type_of_node(each, text) for each in inner))
        case "reference_type":
            inside = node.child_by_field_name("type")
            return RustType(words, "&", () if inside is None else (type_of_node(inside, text),))
        case "tuple_type":
            return RustType(words, "(,)", tuple(type_of_node(each, text) for each in named))
        case "unit_type":
            return UNIT
        case "array_type":
            return RustType(words, "[]", tuple(type_of_node(each, text) for each in named[:1]))
        case "abstract_type":
            return RustType(words, "impl")
        case "dynamic_type":
            return RustType(words, "dyn")
        case "never_type":
            return RustType(words, "!")
        case _:
            return RustType(words, words.strip())
