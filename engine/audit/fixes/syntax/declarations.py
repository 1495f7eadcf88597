"""What a file declares that tells types: functions, fields, aliases, constants and what it takes from elsewhere."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tree_sitter import Node

from engine.audit.fixes.syntax.rust_type import UNIT, RustType, type_of_node
from engine.audit.fixes.syntax.source import RustSource, ancestors, nodes_of, read_rust


@dataclass
class Declarations:
    """Types by name. Several things of one name have several types, and only what all of them say is known."""

    functions: dict[str, list[tuple[str, RustType]]] = field(default_factory=lambda: defaultdict(list))
    """Name -> (the type that it belongs to or "", what it returns)."""
    fields: dict[str, list[tuple[str, RustType]]] = field(default_factory=lambda: defaultdict(list))
    constants: dict[str, RustType] = field(default_factory=dict)
    aliases: dict[str, RustType] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    """Name in this file -> path that `use` takes it from."""
    generics: set[str] = field(default_factory=set)
    """Names of type parameters anywhere in the file."""

    def resolve(self, found: RustType) -> RustType:
        """The type with an alias of this file replaced, and with the path that `use` gives its name."""
        alias = self.aliases.get(found.path)
        if alias is not None and alias.path != found.path:
            value = found.arguments[:1] or alias.arguments[:1]
            return replace(self.resolve(alias), arguments=(*value, *alias.arguments[1:]))
        first, _, rest = found.path.partition("::")
        if first in self.taken and self.taken[first] != first:
            return replace(found, path=f"{self.taken[first]}::{rest}" if rest else self.taken[first])
        return found

    def returned_by(self, name: str, owner: str = "") -> RustType | None:
        """What functions of that name return, if all of them (of that owner, if there are any) agree on its kind."""
        return self._agreed(self.functions.get(name, []), owner)

    def method(self, name: str, owner: str = "") -> RustType | None:
        """The same for what can be called behind a point: functions of no type can't."""
        return self._agreed([each for each in self.functions.get(name, []) if each[0]], owner)

    def field_of(self, name: str, owner: str = "") -> RustType | None:
        """The type of a field, likewise."""
        return self._agreed(self.fields.get(name, []), owner)

    def _agreed(self, found: list[tuple[str, RustType]], owner: str) -> RustType | None:
        meant = [kind for whose, kind in found if whose == owner] if owner else []
        types = [self.resolve(each) for each in meant or [kind for _, kind in found]]
        if not types or len({each.kind for each in types}) > 1:
            return None
        return types[0] if len({each.text for each in types}) == 1 else replace(types[0], arguments=())


@lru_cache(maxsize=16)
def declarations_of(text: bytes) -> Declarations:
    """Read what a file declares."""
    source = read_rust(text)
    found = Declarations()
    for node in nodes_of(source.root):
        match node.type:
            case "function_item" | "function_signature_item":
                returned = node.child_by_field_name("return_type")
                type_ = UNIT if returned is None else type_of_node(returned, text)
                found.functions[_name(source, node)].append((owner_of(source, node), type_))
            case "field_declaration":
                kind = node.child_by_field_name("type")
                struct = next((e for e in ancestors(node) if e.type in ("struct_item", "union_item")), None)
                if kind is not None and struct is not None:
                    found.fields[_name(source, node)].append((_name(source, struct), type_of_node(kind, text)))
            case "const_item" | "static_item":
                kind = node.child_by_field_name("type")
                if kind is not None:
                    found.constants[_name(source, node)] = type_of_node(kind, text)
            case "type_item":
                kind = node.child_by_field_name("type")
                if kind is not None and not any(e.type == "impl_item" for e in ancestors(node)):
                    found.aliases[_name(source, node)] = type_of_node(kind, text)
            case "type_parameter":
                found.generics.add(_name(source, node))
            case "use_declaration":
                argument = node.child_by_field_name("argument")
                if argument is not None:
                    _take(source, argument, "", found.taken)
            case _:
                pass
    return found


def owner_of(source: RustSource, node: Node) -> str:
    """The type whose `impl` (or the trait that) holds a function; empty of a free one."""
    for above in ancestors(node):
        if above.type == "impl_item":
            kind = above.child_by_field_name("type")
            return "" if kind is None else type_of_node(kind, source.text).behind.name
        if above.type == "trait_item":
            return _name(source, above)
        if above.type in ("function_item", "mod_item"):
            return ""
    return ""


def _name(source: RustSource, node: Node) -> str:
    name = node.child_by_field_name("name")
    return "" if name is None else source.of(name)


def _take(source: RustSource, node: Node, before: str, taken: dict[str, str]) -> None:
    def path_of(part: Node | None) -> str:
        words = "" if part is None else "".join(source.of(part).split())
        return f"{before}::{words}" if before and words else before or words

    match node.type:
        case "use_list":
            for each in node.named_children:
                _take(source, each, before, taken)
        case "scoped_use_list":
            inner = node.child_by_field_name("list")
            if inner is not None:
                _take(source, inner, path_of(node.child_by_field_name("path")), taken)
        case "use_as_clause":
            alias = node.child_by_field_name("alias")
            if alias is not None:
                taken[source.of(alias)] = path_of(node.child_by_field_name("path"))
        case "identifier" | "scoped_identifier":
            path = path_of(node)
            taken[path.rsplit("::", 1)[-1]] = path
        case "self":
            taken[before.rsplit("::", 1)[-1]] = before
        case _:
            pass
