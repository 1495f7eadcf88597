"""Calls of an `unwrap` or `expect` that a type of the file has itself: it is no method of Option or Result."""

import re
from functools import cached_property

from tree_sitter import Node, Query, QueryCursor

from engine.audit.rust.enclosing import WRAPPERS
from engine.audit.rust.grammar import LANGUAGE, without_comments
from engine.audit.rust.scopes import OWN, TYPES, VALUES, Scopes, around, name_of, text_of

_DEFINED = re.compile(rb"\bfn\s+(?:r#)?(?:unwrap|expect)\b")
_QUERY = Query(LANGUAGE, "(struct_item) @struct (function_item) @function")
_FUNCTIONS = frozenset({"function_item", "closure_expression"})
_OWNERS = frozenset({"impl_item", "trait_item", "function_item"})
_IMPLS = frozenset({"impl_item", "trait_item"})
_TAKES_SELF = re.compile(r"\(\s*(?:&|'\w+\s|mut\s|\s)*self\b")


class OwnMethods:
    """Tells types as far as the file says them for sure; what it doesn't say is taken for an Option or a Result.

    A type is the byte at which the file declares it, and None where it is not surely one that the file declares: equal
    names in two modules are two types.
    """

    def __init__(self, root: Node, source: bytes) -> None:
        self._root, self._source = root, source
        self._has_some = _DEFINED.search(source) is not None
        self._scopes = Scopes()

    def has(self, method: str, receiver: Node) -> bool:
        """Whether the value before the point is surely of a type that has the method itself."""
        if not self._has_some:
            return False
        owner = self._type_of(receiver)
        called = self._owned.get((owner, method), []) if owner is not None else []
        given = [text_of(each.child_by_field_name("parameters")) for each in called]
        return bool(given) and all(map(_TAKES_SELF.match, given))

    @cached_property
    def _found(self) -> dict[str, list[Node]]:
        return QueryCursor(_QUERY).captures(self._root)

    @cached_property
    def _owned(self) -> dict[tuple[int, str], list[Node]]:
        """(type, name) -> functions of the type that are called so."""
        found: dict[tuple[int, str], list[Node]] = {}
        for function in self._found.get("function", []):
            impl = around(function, _OWNERS)
            owner = self._named(impl.child_by_field_name("type")) if impl is not None else None
            if owner is not None:
                found.setdefault((owner, name_of(function)), []).append(function)
        return found

    @cached_property
    def _fields(self) -> dict[tuple[int, str], Node | None]:
        """(struct, field) -> the node of its type."""
        found: dict[tuple[int, str], Node | None] = {}
        for struct in self._found.get("struct", []):
            body = struct.child_by_field_name("body")
            for each in body.named_children if body is not None else []:
                if each.type == "field_declaration":
                    key = struct.start_byte, name_of(each)
                    # A second one is of another `cfg`.
                    found[key] = None if key in found else each.child_by_field_name("type")
        return found

    def _type_of(self, value: Node | None) -> int | None:
        """The type of a value."""
        while value is not None and value.type in {"reference_expression", "parenthesized_expression"}:
            inside = without_comments(value.named_children)
            value = inside[-1] if inside else None
        if value is None:
            return None
        match value.type:
            case "self":
                return self._self_at(value)
            case "struct_expression":
                return self._named(value.child_by_field_name("name"))
            case "identifier":
                return self._type_of_name(value)
            case "field_expression":
                owner = self._type_of(value.child_by_field_name("value"))
                field = text_of(value.child_by_field_name("field"))
                return self._named(self._fields.get((owner, field))) if owner is not None else None
            case "call_expression":
                return self._type_of_call(value.child_by_field_name("function"))
            case _:
                return None

    def _type_of_call(self, function: Node | None) -> int | None:
        if function is None:
            return None
        match function.type:
            case "field_expression":
                owner, part = self._type_of(function.child_by_field_name("value")), "field"
            case "scoped_identifier":
                owner, part = self._named(function.child_by_field_name("path")), "name"
            case "identifier":
                return self._type_of_plain_call(function)
            case _:
                return None
        name = text_of(function.child_by_field_name(part))
        called = self._owned.get((owner, name), []) if owner is not None else []
        return self._answer(called[0]) if len(called) == 1 else None

    def _type_of_plain_call(self, function: Node) -> int | None:
        """Of `made()`, and of `Made(1)` for a tuple."""
        name = text_of(function)
        if name == "Self":
            return self._self_at(function)
        made = self._scopes.meaning(name, function, TYPES)
        if made is not None and made.type == "struct_item":
            body = made.child_by_field_name("body")
            return made.start_byte if body is not None and body.type == "ordered_field_declaration_list" else None
        # A closure, a parameter or a pattern of that name would be meant instead.
        caller = around(function, frozenset({"function_item"}))
        if caller is not None and re.search(rf"\b{re.escape(name)}\b(?!\s*\()", text_of(caller)):
            return None
        called = self._scopes.meaning(name, function, VALUES)
        return self._answer(called) if called is not None and called.type == "function_item" else None

    def _answer(self, function: Node) -> int | None:
        return self._named(function.child_by_field_name("return_type"))

    def _self_at(self, at: Node) -> int | None:
        impl = around(at, _IMPLS)
        return self._named(impl.child_by_field_name("type")) if impl is not None else None

    def _named(self, type_node: Node | None) -> int | None:
        """The type that a node names, through references; one with a path is in doubt."""
        while type_node is not None and type_node.type in {
            "reference_type",
            "generic_type",
            "generic_type_with_turbofish",
        }:
            type_node = type_node.child_by_field_name("type")
        if type_node is None or type_node.type not in {"type_identifier", "identifier"}:
            return None
        name = text_of(type_node)
        if name == "Self":
            return self._self_at(type_node)
        meant = self._scopes.meaning(name, type_node, TYPES) if name not in WRAPPERS else None
        return meant.start_byte if meant is not None and meant.type in OWN else None

    def _type_of_name(self, name: Node) -> int | None:
        """By the `let` or the parameter that binds it; None where a pattern does."""
        word = text_of(name)
        is_bound = re.compile(rf"\b{re.escape(word)}\b")
        inside, outer = name, name.parent
        while outer is not None:
            if outer.type in _FUNCTIONS:
                parameters = outer.child_by_field_name("parameters")
                for each in parameters.named_children if parameters is not None else []:
                    if text_of(each.child_by_field_name("pattern")) == word:
                        return self._named(each.child_by_field_name("type"))
                if outer.type == "function_item" or is_bound.search(text_of(parameters)):
                    return None
            elif outer.type == "block":
                before = inside.prev_named_sibling
                while before is not None:
                    pattern = before.child_by_field_name("pattern")
                    if before.type == "let_declaration" and is_bound.search(text_of(pattern)):
                        return self._bound_by(before, word)
                    before = before.prev_named_sibling
            else:
                pattern = outer.child_by_field_name("pattern") or outer.child_by_field_name("condition")
                is_let = pattern is not None and (pattern.type.startswith("let") or "pattern" in pattern.type)
                if outer.type in {"match_arm", "for_expression"} or is_let:
                    if is_bound.search(text_of(pattern)):
                        return None
            inside, outer = outer, outer.parent
        return None

    def _bound_by(self, let: Node, word: str) -> int | None:
        above = let.prev_named_sibling
        # Under a `cfg` another one may bind it.
        if text_of(let.child_by_field_name("pattern")) != word or (
            above is not None and above.type == "attribute_item"
        ):
            return None
        kind = let.child_by_field_name("type")
        return self._named(kind) if kind is not None else self._type_of(let.child_by_field_name("value"))
