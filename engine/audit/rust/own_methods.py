"""Calls of an `unwrap` or `expect` that a type of the file has itself: it is no method of Option or Result."""

import re
from functools import cached_property

from tree_sitter import Node, Query, QueryCursor

from engine.audit.rust.enclosing import WRAPPERS, base_name
from engine.audit.rust.grammar import LANGUAGE, without_comments

_DEFINED = re.compile(rb"\bfn\s+(?:r#)?(?:unwrap|expect)\b")
_QUERY = Query(LANGUAGE, "(impl_item) @impl (struct_item) @struct (function_item) @function")
_FUNCTIONS = frozenset({"function_item", "closure_expression"})


class OwnMethods:
    """Tells types as far as the file says them; what it doesn't say is taken for an Option or a Result."""

    def __init__(self, root: Node, source: bytes) -> None:
        self._root, self._source = root, source
        self._has_some = _DEFINED.search(source) is not None

    def has(self, method: str, receiver: Node) -> bool:
        """Whether the value before the point is surely of a type that has the method itself."""
        return self._has_some and (self._type_of(receiver), method) in self._answers

    @cached_property
    def _found(self) -> dict[str, list[Node]]:
        return QueryCursor(_QUERY).captures(self._root)

    @cached_property
    def _answers(self) -> dict[tuple[str, str], str]:
        """(type, function of it, "" for one of no type) -> the type that it answers with."""
        found: dict[tuple[str, str], str] = {}
        for function in self._found.get("function", []):
            impl = _around(function, frozenset({"impl_item", "trait_item", "function_item"}))
            owner = _type_name(impl.child_by_field_name("type")) if impl is not None else ""
            if owner.endswith(WRAPPERS):
                continue
            answer = _type_name(function.child_by_field_name("return_type"))
            found[owner, _name_of(function)] = owner if answer == "Self" else answer
        return found

    @cached_property
    def _fields(self) -> dict[tuple[str, str], str]:
        """(struct, field) -> the type of the field."""
        found: dict[tuple[str, str], str] = {}
        for struct in self._found.get("struct", []):
            body = struct.child_by_field_name("body")
            for each in body.named_children if body is not None else []:
                if each.type == "field_declaration":
                    found[_name_of(struct), _name_of(each)] = _type_name(each.child_by_field_name("type"))
        return found

    def _type_of(self, value: Node | None) -> str:
        """The name of a value's type, "" where the file does not say it."""
        while value is not None and value.type in {"reference_expression", "parenthesized_expression"}:
            inside = without_comments(value.named_children)
            value = inside[-1] if inside else None
        if value is None:
            return ""
        match value.type:
            case "self":
                impl = _around(value, frozenset({"impl_item"}))
                return _type_name(impl.child_by_field_name("type")) if impl is not None else ""
            case "struct_expression":
                return self._own(_text(value.child_by_field_name("name")), value)
            case "identifier":
                return self._type_of_name(value)
            case "field_expression":
                owner = self._type_of(value.child_by_field_name("value"))
                return self._fields.get((owner, _text(value.child_by_field_name("field"))), "")
            case "call_expression":
                return self._type_of_call(value.child_by_field_name("function"))
            case _:
                return ""

    def _type_of_call(self, function: Node | None) -> str:
        if function is None:
            return ""
        if function.type == "field_expression":
            owner = self._type_of(function.child_by_field_name("value"))
            return self._answers.get((owner, _text(function.child_by_field_name("field"))), "") if owner else ""
        if function.type == "scoped_identifier":
            owner = self._own(base_name(_text(function.child_by_field_name("path"))), function)
            return self._answers.get((owner, _text(function.child_by_field_name("name"))), "")
        name = _text(function)
        is_constructor = any(_name_of(each) == name for each in self._found.get("struct", []))
        return name if is_constructor else self._answers.get(("", name), "")

    def _own(self, name: str, at: Node) -> str:
        if name != "Self":
            return base_name(name)
        impl = _around(at, frozenset({"impl_item"}))
        return _type_name(impl.child_by_field_name("type")) if impl is not None else ""

    def _type_of_name(self, name: Node) -> str:
        """By the `let` or the parameter that binds it; "" where a pattern does."""
        word = _text(name)
        is_bound = re.compile(rf"\b{re.escape(word)}\b")
        inside, around = name, name.parent
        while around is not None:
            if around.type in _FUNCTIONS:
                parameters = around.child_by_field_name("parameters")
                for each in parameters.named_children if parameters is not None else []:
                    if _text(each.child_by_field_name("pattern")) == word:
                        return _type_name(each.child_by_field_name("type"))
                if around.type == "function_item" or is_bound.search(_text(parameters)):
                    return ""
            elif around.type == "block":
                before = inside.prev_named_sibling
                while before is not None:
                    pattern = before.child_by_field_name("pattern")
                    if before.type == "let_declaration" and is_bound.search(_text(pattern)):
                        return self._bound_by(before, word)
                    before = before.prev_named_sibling
            else:
                pattern = around.child_by_field_name("pattern") or around.child_by_field_name("condition")
                is_let = pattern is not None and (pattern.type.startswith("let") or "pattern" in pattern.type)
                if around.type in {"match_arm", "for_expression"} or is_let:
                    if is_bound.search(_text(pattern)):
                        return ""
            inside, around = around, around.parent
        return ""

    def _bound_by(self, let: Node, word: str) -> str:
        if _text(let.child_by_field_name("pattern")) != word:
            return ""
        kind = let.child_by_field_name("type")
        return _type_name(kind) if kind is not None else self._type_of(let.child_by_field_name("value"))


def _around(node: Node, types: frozenset[str]) -> Node | None:
    around = node.parent
    while around is not None and around.type not in types:
        around = around.parent
    return around


def _name_of(node: Node) -> str:
    return _text(node.child_by_field_name("name")).removeprefix("r#")


def _type_name(node: Node | None) -> str:
    return base_name(_text(node)) if node is not None else ""


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""
