"""Which declaration of the file a plain name means at a place, where the file says so for sure."""

import re
from dataclasses import dataclass

from tree_sitter import Node

OWN = frozenset({"struct_item", "enum_item", "union_item"})
TYPES = OWN | {"type_item", "trait_item"}
VALUES = frozenset({"function_item", "const_item", "static_item"})


@dataclass(frozen=True)
class _Scope:
    """What a block or a module declares itself, and its imports without white space."""

    declared: dict[str, list[Node]]
    uses: tuple[str, ...]


class Scopes:
    """The blocks and modules of one file; each is read when a name is first looked for in it."""

    def __init__(self) -> None:
        self._known: dict[int, _Scope] = {}

    def meaning(self, name: str, at: Node, kinds: frozenset[str]) -> Node | None:
        """The declaration, of these kinds, that a name has at a node; None where it is not sure that there is one.

        A name is looked for as rustc does: from block to block, then in the module, and in the one around it only
        where the module says `use super::`. What a type parameter, an import or a second declaration may mean by the
        same name is in doubt.
        """
        around = at.parent
        while around is not None:
            if _has_parameter(around, name):
                return None
            is_module = _is_module(around)
            if is_module or around.type == "block":
                scope = self._scope(around)
                found = [each for each in scope.declared.get(name, []) if each.type in kinds]
                imports = [each for each in scope.uses if _imports(each, name)]
                if found:
                    return found[0] if len(found) == 1 and not imports else None
                if not is_module and (imports or any("*" in each for each in scope.uses)):
                    return None
                if is_module:
                    around = _module_above(around) if _leads_above(scope, name, imports) else None
                    continue
            around = around.parent
        return None

    def _scope(self, node: Node) -> _Scope:
        known = self._known.get(node.id)
        if known is None:
            declared: dict[str, list[Node]] = {}
            uses: list[str] = []
            for each in node.named_children:
                if each.type == "use_declaration":
                    uses.append(" ".join(text_of(each).split()))
                elif each.type in TYPES or each.type in VALUES:
                    declared.setdefault(name_of(each), []).append(each)
            known = self._known[node.id] = _Scope(declared, tuple(uses))
        return known


def around(node: Node, types: frozenset[str]) -> Node | None:
    """The innermost node of these types around another."""
    found = node.parent
    while found is not None and found.type not in types:
        found = found.parent
    return found


def name_of(node: Node) -> str:
    """The name of a declaration."""
    return text_of(node.child_by_field_name("name")).removeprefix("r#")


def text_of(node: Node | None) -> str:
    """The text of a node."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def _is_module(node: Node) -> bool:
    if node.type == "declaration_list":
        return node.parent is not None and node.parent.type == "mod_item"
    return node.type == "source_file"


def _has_parameter(node: Node, name: str) -> bool:
    parameters = node.child_by_field_name("type_parameters")
    return parameters is not None and re.search(rf"\b{re.escape(name)}\b", text_of(parameters)) is not None


def _imports(use: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b(?!\s*::|\s+as\b)", use) is not None


def _leads_above(scope: _Scope, name: str, imports: list[str]) -> bool:
    """Whether a module without such a declaration takes the name from the module around it."""
    if imports:
        return all(name in _from_above(each) for each in imports)
    return any("*" in _from_above(each) for each in scope.uses)


def _from_above(use: str) -> list[str]:
    found = re.fullmatch(r"(?:pub\s*(?:\([^)]*\)\s*)?)?use super ?:: ?(.+?) ?;", use)
    inside = found[1] if found else ""
    if inside.startswith("{") and "{" not in inside[1:]:
        return [each.strip() for each in inside.strip("{} ").split(",")]
    return [inside]


def _module_above(scope: Node) -> Node | None:
    """The module in which an inner one stands; none for one that stands in a block, whose `super` is not that."""
    above = scope.parent.parent if scope.parent is not None else None
    return above if above is not None and _is_module(above) else None
