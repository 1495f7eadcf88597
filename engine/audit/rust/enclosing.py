"""What stands around a place of a Rust file: items, from the outermost in, and whether they are public."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

_NAMED = frozenset({"mod_item", "function_item", "trait_item", "const_item", "static_item", "macro_definition"})
WRAPPERS = ("Option", "Result", "Poll")
"""What an extension trait may be written for, so that `self.unwrap()` there is the standard one."""


@dataclass(frozen=True)
class Item:
    """One item around a place: its node's type and bytes, name and whether `pub` stands before it.

    The name of an `impl` is its type, with the trait after "as".
    """

    kind: str
    start: int
    end: int
    name: str
    is_public: bool
    takes: tuple[str, ...] = ()


class Items:
    """All items of a file; lookups name only those that they meet."""

    def __init__(self, nodes: Sequence[Node], source: bytes) -> None:
        self._source = source
        self._nodes = sorted(nodes, key=lambda node: (node.start_byte, -node.end_byte))
        self._starts = [node.start_byte for node in self._nodes]
        self._ends = [node.end_byte for node in self._nodes]
        self._parents = self._nested()
        self._known: dict[int, Item] = {}
        self._exported: dict[str, bool] = {}
        self._private: dict[str, bool] = {}

    def around(self, at: int) -> list[Item]:
        """The items that hold a byte, outermost first."""
        place = bisect_right(self._starts, at) - 1
        found: list[Item] = []
        while place >= 0:
            if self._ends[place] > at:
                found.append(self._item(place))
            place = self._parents[place]
        return found[::-1]

    def exports(self, name: str) -> bool:
        """Whether the file says `pub use` of something with that name in its path."""
        if name not in self._exported:
            self._exported[name] = _says(rb"\bpub\s+use\b[^;]*\b%b\b", name, self._source) is not None
        return self._exported[name]

    def is_private_type(self, name: str) -> bool:
        """Whether the file declares that type without `pub`; False where it doesn't declare it."""
        if name not in self._private:
            found = _says(rb"(\bpub(?:\s*\([^)]*\))?\s+)?\b(?:struct|enum|union)\s+%b\b", name, self._source)
            self._private[name] = found is not None and (found.group(1) or b"").strip() != b"pub"
        return self._private[name]

    def owns_method(self, chain: Sequence[Item]) -> bool:
        """Whether `self` at a chain's place is a type of one's own, so that `self.expect(...)` is a method of it.

        What the file declares as another name may be an Option, and so may what is called like one and declared
        elsewhere.
        """
        for item in reversed(chain):
            if item.kind == "trait_item":
                return True
            if item.kind == "impl_item":
                name = item.name.partition(" as ")[0]
                if name in WRAPPERS or _says(rb"\btype\s+%b\b[^;]*=", name, self._source):
                    return False
                is_declared = _says(rb"\b(?:struct|enum|union)\s+%b\b", name, self._source) is not None
                return is_declared or not name.endswith(WRAPPERS)
        return False

    def is_public(self, chain: Sequence[Item]) -> bool:
        """Whether the outermost function of a chain can be called from outside its file, as far as the file says."""
        for place, item in enumerate(chain):
            if item.kind == "mod_item":
                if not item.is_public and not self.exports(item.name):
                    return False
            elif item.kind == "impl_item":
                type_name, _, trait = item.name.partition(" as ")
                if self.is_private_type(type_name):
                    return False
                if trait:
                    return True
            elif item.kind == "trait_item" or item.kind in {"function_item", "static_item", "const_item"}:
                return item.is_public
            elif place == len(chain) - 1:
                return False
        return False

    def _nested(self) -> list[int]:
        """For each node the place of the one around it, -1 for none."""
        parents: list[int] = []
        stack: list[int] = []
        for place, start in enumerate(self._starts):
            while stack and self._ends[stack[-1]] <= start:
                stack.pop()
            parents.append(stack[-1] if stack else -1)
            stack.append(place)
        return parents

    def _item(self, place: int) -> Item:
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = _item_of(self._nodes[place])
        return known


def kept_from_running(chain: Sequence[Item]) -> bool:
    """Whether the compiler evaluates the place: a constant's value, and no function or closure in it."""
    for item in reversed(chain):
        if item.kind in {"const_item", "static_item", "const_block"}:
            return True
        if item.kind in {"function_item", "closure_expression"}:
            return False
    return False


def path_of(chain: Sequence[Item]) -> str:
    """The names of a chain, joined by "::"."""
    return "::".join(item.name for item in chain if item.name)


def function_of(chain: Sequence[Item]) -> Item | None:
    """The innermost function of a chain."""
    return next((item for item in reversed(chain) if item.kind == "function_item"), None)


def is_inner(chain: Sequence[Item]) -> bool:
    """Whether the innermost function stands in another one, by whose calls alone it can be reached."""
    return sum(item.kind == "function_item" for item in chain) > 1


def _says(pattern: bytes, name: str, source: bytes) -> re.Match[bytes] | None:
    return re.search(pattern % re.escape(name.encode()), source)


def _item_of(node: Node) -> Item:
    is_public = any(each.type == "visibility_modifier" and each.text == b"pub" for each in node.children[:3])
    name, takes = "", ()
    if node.type in _NAMED:
        name = _text(node.child_by_field_name("name"))
    elif node.type == "impl_item":
        name = base_name(_text(node.child_by_field_name("type")))
        trait = base_name(_text(node.child_by_field_name("trait")))
        name = f"{name} as {trait}" if trait else name
    if node.type == "function_item":
        takes = types_of(_text(node.child_by_field_name("parameters")))
    return Item(node.type, node.start_byte, node.end_byte, name, is_public, takes)


@lru_cache(maxsize=4096)
def base_name(type_text: str) -> str:
    """The name of a type without its path, references and generics; for a tuple or a slice, its text."""
    text = re.sub(r"^[&*\s]*(?:'\w+\s+)?(?:mut\s+|const\s+|dyn\s+|impl\s+)*", "", type_text)
    match = re.match(r"(?:\w+\s*::\s*)*(\w+)", text)
    return match.group(1) if match else " ".join(text.split())[:40]


@lru_cache(maxsize=4096)
def types_of(parameters: str) -> tuple[str, ...]:
    """Names of the types that a function takes, without paths, references and generics, sorted."""
    found = re.findall(r":\s*(?:&\s*)*(?:'\w+\s+)?(?:mut\s+)?(?:impl\s+|dyn\s+)?(?:\w+\s*::\s*)*([A-Z]\w*)", parameters)
    return tuple(sorted(set(found)))


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""
