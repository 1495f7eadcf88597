"""The grammar of Rust and the one query that a scan makes; the only module here that loads tree-sitter's libraries."""

import tree_sitter
import tree_sitter_rust
from tree_sitter import Node

LANGUAGE = tree_sitter.Language(tree_sitter_rust.language())
VERSION = f"{tree_sitter.LANGUAGE_VERSION}.{LANGUAGE.abi_version}"
PANICS = ("panic", "unreachable", "todo", "unimplemented")
_QUERY = tree_sitter.Query(
    LANGUAGE,
    """
(call_expression
  function: [
    (field_expression field: (field_identifier) @word)
    (parenthesized_expression (field_expression field: (field_identifier) @word))
  ]
  (#any-of? @word "unwrap" "expect" "r#unwrap" "r#expect")) @method
(scoped_identifier
  name: (identifier) @function
  (#any-of? @function "unwrap" "expect" "r#unwrap" "r#expect")) @path
(macro_invocation macro: (_) @name (token_tree)) @macro
(macro_rule right: (token_tree) @transcriber)
(index_expression) @index
(attribute_item) @attribute
(inner_attribute_item) @inner
(mod_item) @item
(function_item) @item
(impl_item) @item
(trait_item) @item
(const_item) @item
(static_item) @item
(macro_definition) @item
(closure_expression) @item
(const_block) @item
""",
)
DEEPEST = 4_000
"""Levels of the tree: a chain of 2,000 calls. What a query costs grows with the square of them, and below 65,535 it
finds nothing."""
COMMENTS = frozenset({"line_comment", "block_comment"})


def parse(source: bytes) -> Node:
    """The root of the syntax tree; whatever the bytes are, there is one."""
    return tree_sitter.Parser(LANGUAGE).parse(source).root_node


def captures(root: Node) -> dict[str, list[Node]]:
    """What a scan looks at, by kind."""
    return tree_sitter.QueryCursor(_QUERY).captures(root)


def too_deep(root: Node) -> Node | None:
    """A place that is nested deeper than `DEEPEST`; only what could hold one is looked into."""
    waiting = [(root, 0)] if root.descendant_count > DEEPEST else []
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            return node
        waiting += [(each, depth + 1) for each in node.children if depth + each.descendant_count > DEEPEST]
    return None


def first_error(node: Node) -> Node | None:
    """The first place that the grammar does not understand."""
    if not node.has_error:
        return None
    while not (node.is_error or node.is_missing):
        inner = next((each for each in node.children if each.has_error or each.is_missing), None)
        if inner is None:
            return node
        node = inner
    return node


def without_comments(nodes: list[Node]) -> list[Node]:
    """The nodes that are code."""
    return [each for each in nodes if each.type not in COMMENTS]
