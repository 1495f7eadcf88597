"""Where a value goes within its file: outwards through expressions, and on by the names and fields it is given to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from engine.audit.fixes.syntax.source import RustSource, ancestors, nodes_of

Target = Callable[[RustSource, Node, Node], bool]
"""Asks of a node, and of that part of it in which the value stands, whether the value is looked for there."""
COMPARED = frozenset({"==", "!=", "<", ">", "<=", ">=", "&&", "||"})
NAMES = frozenset({"identifier", "shorthand_field_identifier"})
MOST = 200
"""How many uses are followed before the worst is believed."""


@dataclass
class _Walk:
    source: RustSource
    is_target: Target
    seen: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    followed: set[tuple[str, int, int]] = field(default_factory=set[tuple[str, int, int]])
    """Names with the bytes between which their uses are known already."""

    def reaches(self, node: Node) -> bool:
        if (node.start_byte, node.end_byte) in self.seen:
            return False
        self.seen.add((node.start_byte, node.end_byte))
        if len(self.seen) > MOST:
            return True
        below = node
        for above in ancestors(node):
            if self.is_target(self.source, above, below):
                return True
            uses = self._given_to(above, below)
            if uses is not None:
                return any(self.reaches(each) for each in uses)
            below = above
        return False

    def _given_to(self, above: Node, below: Node) -> Iterator[Node] | None:
        """Uses of what a value is given to; None where the value goes on outwards."""
        source = self.source
        match above.type:
            case "let_declaration" if above.parent is not None:
                return self._uses(above.child_by_field_name("pattern"), above.parent, above.end_byte)
            case "let_condition":
                taker = next((e for e in ancestors(above) if e.type not in ("let_chain", "let_condition")), above)
                return self._uses(above.child_by_field_name("pattern"), taker, above.end_byte)
            case "for_expression" if below == above.child_by_field_name("value"):
                return self._uses(above.child_by_field_name("pattern"), above, below.end_byte)
            case "match_expression" if below == above.child_by_field_name("value"):
                arms = [each for each in nodes_of(above) if each.type == "match_pattern"]
                return (use for arm in arms for use in self._uses(arm, above, arm.end_byte))
            case "assignment_expression" | "compound_assignment_expr":
                return self._of_place(above.child_by_field_name("left"))
            case "field_initializer":
                return self._fields(above.child_by_field_name("field"))
            case "binary_expression" if any(source.of(each) in COMPARED for each in above.children):
                return iter(())
            case "if_expression" | "while_expression" if below == above.child_by_field_name("condition"):
                return iter(())
            case "expression_statement" if source.of(above).endswith(";"):
                return iter(())
            case "block" if above.named_children[-1] != below:
                return iter(())
            case "function_item" | "const_item" | "static_item" | "source_file":
                return iter(())
            case _:
                return None

    def _uses(self, pattern: Node | None, inside: Node, start: int) -> Iterator[Node]:
        names = set[str]() if pattern is None else {self.source.of(e) for e in nodes_of(pattern) if e.type in NAMES}
        names -= {name for name in names if (name, start, inside.end_byte) in self.followed}
        self.followed.update((name, start, inside.end_byte) for name in names)
        for each in nodes_of(inside) if names else ():
            if each.type in NAMES and each.start_byte >= start and self.source.of(each) in names:
                yield each

    def _of_place(self, left: Node | None) -> Iterator[Node]:
        if left is None:
            return iter(())
        if left.type == "field_expression":
            return self._fields(left.child_by_field_name("field"))
        around = [each for each in ancestors(left) if each.type == "function_item"]
        return self._uses(left, around[-1] if around else self.source.root, 0)

    def _fields(self, name: Node | None) -> Iterator[Node]:
        """Whatever has that field is believed to be the same, in all the file."""
        wanted = "" if name is None else self.source.of(name)
        if (wanted, -1, -1) in self.followed:
            return
        self.followed.add((wanted, -1, -1))
        for each in nodes_of(self.source.root):
            if each.type == "field_identifier" and each != name and self.source.of(each) == wanted:
                above = each.parent
                if above is not None and above.type == "field_expression":
                    yield above


def reaches(source: RustSource, node: Node, is_target: Target) -> bool:
    """Whether a value comes to a target in its file; what other functions do with it is not followed."""
    return _Walk(source, is_target).reaches(node)
