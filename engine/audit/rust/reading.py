"""Reads one Rust file: its sites with all that its bytes tell of them, and what it says of other files."""

from bisect import bisect_right
from dataclasses import dataclass

from tree_sitter import Node

from engine.audit.rust.attributes import paths_of, test_words
from engine.audit.rust.declared import Declared, Module, as_data, module
from engine.audit.rust.enclosing import (
    Items,
    base_name,
    function_of,
    is_inner,
    kept_from_running,
    path_of,
)
from engine.audit.rust.expectation import could_be_text
from engine.audit.rust.grammar import (
    COMMENTS,
    DEEPEST,
    PANICS,
    captures,
    first_error,
    parse,
    too_deep,
    without_comments,
)
from engine.audit.rust.own_methods import OwnMethods
from engine.audit.rust.rubble import in_rubble
from engine.audit.rust.subject import subject_of, uncommented
from engine.audit.rust.tokens import FALLIBLE, TokenInclude, TokenModule, TokenSite, in_tokens, test_ranges
from engine.audit.site import Scan, Site, one_line

_PANIC_NAMES = {f"{path}{name}": name for name in PANICS for path in ("", "std::", "core::", "::std::", "::core::")}
_HOLDERS = frozenset({"match_arm", "field_initializer", "shorthand_field_initializer", "field_pattern"})
"""Nodes that hold their own attributes."""


def scan(source: bytes) -> Scan:
    """The sites of a Rust file, in the order of their bytes."""
    root = parse(source)
    deep = too_deep(root)
    if deep is not None:
        lines = source.count(b"\n") + (not source.endswith(b"\n"))
        reason = f"line {deep.start_point[0] + 1}: it is nested more than {DEEPEST:,} levels deep, and was not read"
        return Scan((), lines, reason)
    return _Reader(source, root).scan()


@dataclass(frozen=True)
class _Attribute:
    """An attribute and the bytes of what it stands on."""

    text: str
    start: int
    end: int


class _Reader:
    def __init__(self, source: bytes, root: Node) -> None:
        self._source = source
        self._root = root
        self._own = OwnMethods(root, source)
        self._found = captures(self._root)
        self._items = Items(self._found.get("item", []), source)
        self._attributes = [each for each in map(self._attribute, self._found.get("attribute", [])) if each]
        self._lines = [0]
        position = source.find(b"\n")
        while position >= 0:
            self._lines.append(position + 1)
            position = source.find(b"\n", position + 1)
        self._file_tests = ""

    def scan(self) -> Scan:
        sites = [*self._methods(), *self._paths(), *self._macros_called(), *self._indexes()]
        modules: list[TokenModule] = []
        includes: list[tuple[str, int]] = []
        ranges = [(each.start, each.end, words) for each in self._attributes if (words := test_words(each.text))]
        ranges += self._inner_ranges()
        for tree in self._token_trees():
            inside = list(in_tokens(tree, self._source))
            if inside:
                ranges += test_ranges(tree, self._source)
            sites += [each for each in inside if isinstance(each, TokenSite)]
            modules += [each for each in inside if isinstance(each, TokenModule)]
            includes += [(each.path, each.at) for each in inside if isinstance(each, TokenInclude)]
        includes += self._includes()
        if self._root.has_error:
            known = {each.word for each in sites}
            sites += [each for each in in_rubble(self._root, self._source) if each.word not in known]
        tests = _Ranges(ranges)
        told = Declared(
            tuple(self._modules(modules, tests)),
            tuple((path, tests.words(at)) for path, at in includes),
            self._file_tests,
        )
        made = (self._site(each, tests) for each in sorted(sites, key=lambda each: (each.word, each.start)))
        return Scan(tuple(each for each in made if each), self._line_count(), self._unparsed(), as_data(told))

    def _site(self, found: TokenSite, tests: "_Ranges") -> Site | None:
        chain = self._items.around(found.word)
        if found.on_self and self._items.owns_method(chain):
            return None
        text = self._source[found.start : found.end].decode("utf-8", "replace")
        words = tests.words(found.word)
        function = function_of(chain)
        marks = {f"takes {name}" for name in function.takes} if function else set[str]()
        if found.is_reasoned:
            marks.add("reasoned")
        if kept_from_running(chain):
            marks.add("compile time")
        elif self._items.is_public(chain):
            marks |= {"public", "inner"} if is_inner(chain) else {"public"}
        line = bisect_right(self._lines, found.word)
        before = self._source[self._lines[line - 1] : found.word]
        return Site(
            kind=found.kind,
            line=line,
            column=len(before.decode("utf-8", "replace")) + 1,
            start=found.start,
            end=found.end,
            code=one_line(uncommented(text)),
            subject=subject_of(text),
            item=path_of(chain),
            function=function.name if function else "",
            context="test" if words else "",
            because=words,
            marks=tuple(sorted(marks)),
        )

    def _methods(self) -> list[TokenSite]:
        found: list[TokenSite] = []
        for call in self._found.get("method", []):
            arguments = call.child_by_field_name("arguments")
            function = call.child_by_field_name("function")
            if arguments is None or function is None:
                continue
            field = function if function.type == "field_expression" else without_comments(function.named_children)[0]
            word, receiver = field.child_by_field_name("field"), field.child_by_field_name("value")
            assert word is not None
            assert receiver is not None
            kind = (word.text or b"").decode().removeprefix("r#")
            given = without_comments(arguments.named_children)
            if len(given) != (kind == "expect") or (given and not could_be_text(given[0])):
                continue
            if self._own.has(kind, receiver):
                continue
            is_reasoned = bool(given) and given[0].text != b'""'
            on_self = receiver.type == "self"
            found.append(TokenSite(kind, call.start_byte, call.end_byte, word.start_byte, is_reasoned, on_self))
        return found

    def _paths(self) -> list[TokenSite]:
        """`Option::unwrap(x)`, and the function as a value, as in `.map(Option::unwrap)`."""
        found: list[TokenSite] = []
        for path in self._found.get("path", []):
            word, owner = path.child_by_field_name("name"), path.child_by_field_name("path")
            if word is None or owner is None:
                continue
            if base_name((owner.text or b"").decode("utf-8", "replace")) not in FALLIBLE:
                continue
            kind = (word.text or b"").decode().removeprefix("r#")
            whole, is_reasoned = path, False
            if path.parent is not None and path.parent.type == "call_expression" and path == path.parent.child(0):
                whole = path.parent
                arguments = whole.child_by_field_name("arguments")
                given = without_comments(arguments.named_children) if arguments is not None else []
                is_reasoned = kind == "expect" and len(given) == 2 and given[1].text != b'""'
            found.append(TokenSite(kind, whole.start_byte, whole.end_byte, word.start_byte, is_reasoned))
        return found

    def _macros_called(self) -> list[TokenSite]:
        found: list[TokenSite] = []
        for macro in self._found.get("macro", []):
            name = macro.child_by_field_name("macro")
            assert name is not None
            kind = _PANIC_NAMES.get("".join((name.text or b"").decode("utf-8", "replace").split()))
            if kind:
                word = name.child_by_field_name("name") if name.type == "scoped_identifier" else name
                at = (word or name).start_byte
                found.append(TokenSite(kind, macro.start_byte, macro.end_byte, at))
        return found

    def _indexes(self) -> list[TokenSite]:
        found: list[TokenSite] = []
        for index in self._found.get("index", []):
            inside = without_comments(index.named_children)
            # `all[..]` cannot fail.
            if len(inside) == 2 and inside[1].type == "range_expression" and inside[1].text == b"..":
                continue
            bracket = next((each for each in index.children if each.type == "["), index)
            found.append(TokenSite("index", index.start_byte, index.end_byte, bracket.start_byte))
        return found

    def _token_trees(self) -> list[Node]:
        trees = [node.children[-1] for node in self._found.get("macro", []) if node.children]
        return trees + self._found.get("transcriber", [])

    def _attribute(self, node: Node) -> _Attribute | None:
        text = self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")
        inside = text.partition("[")[2].rpartition("]")[0]
        if not test_words(inside) and not paths_of(inside):
            return None
        parent = node.parent
        if parent is not None and parent.type in _HOLDERS:
            return _Attribute(inside, parent.start_byte, parent.end_byte)
        target = node.next_sibling
        while target is not None and (target.type in COMMENTS or target.type == "attribute_item"):
            target = target.next_sibling
        end = target.end_byte if target is not None else node.end_byte
        return _Attribute(inside, node.start_byte, end)

    def _inner_ranges(self) -> list[tuple[int, int, str]]:
        ranges: list[tuple[int, int, str]] = []
        for node in self._found.get("inner", []):
            text = self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")
            words = test_words(text.partition("[")[2].rpartition("]")[0])
            if not words or node.parent is None:
                continue
            words = words.replace("#[", "#![", 1)
            holder = node.parent
            if holder.type == "source_file":
                self._file_tests = words
            ranges.append((holder.start_byte, holder.end_byte, words))
        return ranges

    def _modules(self, in_macros: list[TokenModule], tests: "_Ranges") -> list[Module]:
        found: list[Module] = []
        for node in self._found.get("item", []):
            if node.type != "mod_item" or node.child_by_field_name("body") is not None:
                continue
            chain = self._items.around(node.start_byte)
            own = chain.pop()
            paths = [
                path
                for each in self._attributes
                if each.start < node.start_byte and each.end == node.end_byte
                for path in paths_of(each.text)
            ]
            words = tests.words(node.start_byte)
            found.append(module(own.name, chain, self._items, tuple(paths), words, own.is_public))
        for each in in_macros:
            chain = self._items.around(each.at)
            found.append(module(each.name, chain, self._items, each.paths, tests.words(each.at), is_public=True))
        return found

    def _includes(self) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for macro in self._found.get("macro", []):
            name = macro.child_by_field_name("macro")
            if name is None or name.text != b"include":
                continue
            inside = without_comments(macro.children[-1].children)[1:-1]
            if len(inside) == 1 and inside[0].type == "string_literal":
                found.append(((inside[0].text or b"").decode("utf-8", "replace").strip('"'), macro.start_byte))
        return found

    def _line_count(self) -> int:
        return len(self._lines) - (self._lines[-1] == len(self._source))

    def _unparsed(self) -> str:
        try:
            self._source.decode("utf-8")
        except UnicodeDecodeError as error:
            return f"line {bisect_right(self._lines, error.start)}: it is no UTF-8 text from here on"
        error = first_error(self._root)
        if error is None:
            return ""
        words = one_line(self._source[error.start_byte : error.start_byte + 60].decode("utf-8", "replace"))
        return f'line {error.start_point[0] + 1}: the syntax is not understood at "{words}"; sites there may be missing'


class _Ranges:
    """Bytes that are test code, and the words that say so."""

    def __init__(self, ranges: list[tuple[int, int, str]]) -> None:
        self._ranges = sorted(ranges, key=lambda each: (each[0], -each[1]))
        self._starts = [start for start, _, _ in self._ranges]
        # Of each range the last before it that has not ended where it begins, -1 for none.
        self._around: list[int] = []
        still: list[int] = []
        for place, (start, _, _) in enumerate(self._ranges):
            while still and self._ranges[still[-1]][1] <= start:
                still.pop()
            self._around.append(still[-1] if still else -1)
            still.append(place)

    def words(self, at: int) -> str:
        """Those of the innermost range around a byte, or ""."""
        place = bisect_right(self._starts, at) - 1
        while place >= 0:
            _, end, words = self._ranges[place]
            if at < end:
                return words
            place = self._around[place]
        return ""
