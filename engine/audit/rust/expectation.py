"""Whether a call named `expect` can be that of Option and Result, which takes a text: parsers have one of their own."""

import re

from tree_sitter import Node

from engine.audit.rust.grammar import without_comments

_VARIANT = re.compile(r"[A-Z]\w*[a-z]\w*\Z")
"""CamelCase: a type, a variant or a tuple's constructor, never a text (constants are written in capitals)."""
_NO_TEXT = frozenset(
    {
        *("char_literal", "integer_literal", "float_literal", "boolean_literal", "closure_expression"),
        *("array_expression", "tuple_expression", "struct_expression", "unit_expression"),
    }
)
_TEXTS = frozenset({"str", "String", "Cow", "Box", "Rc", "Arc"})
"""Types that are texts, or may hold one to which a call borrows."""


def could_be_text(argument: Node) -> bool:
    """False for an argument of a call that is surely no `&str`, such as `Token::Comma` or `b'['`."""
    while argument.type in {"reference_expression", "parenthesized_expression"} and argument.named_children:
        argument = argument.named_children[-1]
    match argument.type:
        case "string_literal" | "raw_string_literal":
            return not _words(argument).startswith("b")
        case "identifier":
            return not _VARIANT.match(_last(argument)) and not _is_typed_otherwise(argument)
        case "scoped_identifier":
            return not _VARIANT.match(_last(argument))
        case "call_expression":
            function = argument.child_by_field_name("function")
            return function is None or function.type == "field_expression" or not _VARIANT.match(_last(function))
        case "macro_invocation":
            macro = argument.child_by_field_name("macro")
            return macro is None or not _last(macro)[:1].isupper()
        case kind:
            return kind not in _NO_TEXT


def _is_typed_otherwise(name: Node) -> bool:
    """Whether a name is a parameter of the function around it whose type is surely no text."""
    around = name.parent
    while around is not None and around.type != "function_item":
        around = around.parent
    parameters = around.child_by_field_name("parameters") if around is not None else None
    for each in parameters.named_children if parameters is not None else []:
        pattern, kind = each.child_by_field_name("pattern"), each.child_by_field_name("type")
        if pattern is not None and kind is not None and pattern.text == name.text:
            type_name = re.sub(r"<.*|.*::|[&\s]|'\w+|\bmut\b", "", _words(kind), flags=re.DOTALL)
            is_plain = kind.type in {"type_identifier", "generic_type", "scoped_type_identifier", "primitive_type"}
            return is_plain and len(type_name) > 1 and type_name not in _TEXTS
    return False


def tokens_could_be_text(tokens: list[Node]) -> bool:
    """The same for an argument inside a macro, which is tokens without structure."""
    tokens = [each for each in without_comments(tokens) if each.type not in {"&", "mut"}]
    if len(tokens) > 1 and tokens[-1].type == "token_tree":
        if tokens[-2].type == "!":
            return not _words(tokens[-3])[:1].isupper() if len(tokens) > 2 else True
        tokens = tokens[:-1]
    if not tokens:
        return True
    last = tokens[-1]
    is_path = all(each.type in {"identifier", "::", "self", "super", "crate", "metavariable"} for each in tokens)
    if last.type == "identifier":
        return not (is_path and _VARIANT.match(_words(last)))
    if len(tokens) > 1:
        return True
    return last.type not in _NO_TEXT and not (last.type.endswith("string_literal") and _words(last).startswith("b"))


def _words(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _last(path: Node) -> str:
    return _words(path).rpartition("::")[2].strip()
