"""From the bytes of one Python file to its sites: each kind looks at the nodes that it asked for."""

import ast
from collections.abc import Iterator

from engine.audit.python.documented import reason_near
from engine.audit.python.flow.following import uses
from engine.audit.python.flow.worth import worth_following
from engine.audit.python.kind import Kind, Spot, kinds
from engine.audit.python.names import dotted
from engine.audit.python.reach import reach_of
from engine.audit.python.source import Function, Source
from engine.audit.site import Site, one_line

BENCHMARK = "benchmark"


def spots(source: Source) -> Iterator[tuple[Kind, Spot]]:
    """Whatever the kinds looked at in a file, excused or not."""
    by_node: dict[type[ast.AST], list[Kind]] = {}
    by_use: dict[str, list[Kind]] = {}
    dropped = frozenset[str]()
    for each in kinds():
        if each.words and not any(word in source.data for word in each.words):
            continue
        dropped |= each.dropped
        for node_type in each.nodes:
            by_node.setdefault(node_type, []).append(each)
        for use in each.uses:
            by_use.setdefault(use, []).append(each)
    for node_type, looking in by_node.items():
        for node in source.of(node_type):
            for each in looking:
                for spot in each.look(node, source):
                    yield each, spot
    for use in uses(source, worth_following(source, dropped)):
        for each in by_use.get(use.what, ()):
            for spot in each.look(use, source):
                yield each, spot


def sites(source: Source) -> tuple[Site, ...]:
    """The findings of a file as sites, in the order of their bytes."""
    found = [_site(kind, spot, source) for kind, spot in spots(source) if not spot.excuse]
    return tuple(sorted(found, key=lambda site: (site.start, site.end, site.kind)))


def facts(source: Source) -> dict[str, bool]:
    """What the file says of itself that its place depends on."""
    told: dict[str, bool] = {}
    if any(_decorated(node, BENCHMARK) for node in source.tree.body if isinstance(node, Function)):
        told["is_bench"] = True
    if "atheris" in source.imports.values():
        told["is_fuzz"] = True
    return told


def _decorated(node: Function, name: str) -> bool:
    calls = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return any(dotted(each).rpartition(".")[2] == name for each in calls)


def _site(kind: Kind, spot: Spot, source: Source) -> Site:
    start, end = spot.span or source.span(spot.node)
    at = start if spot.span or spot.at is None else source.span(spot.at)[0]
    line, column = source.place(at)
    text = source.data[start:end].decode("utf-8", "replace")
    around = [each for each in source.above(spot.node) if isinstance(each, Function | ast.ClassDef)]
    functions = [each for each in around if isinstance(each, Function)]
    path = reach_of(source).path(spot.node)
    reason = spot.reason or (reason_near(source, spot.node) if spot.span is None else "")
    marks = {kind.weight}
    if path:
        marks.add("per-frame" if reach_of(source).is_per_frame(spot.node) else "public")
        if functions and (len(functions) > 1 or path.startswith("reached")):
            marks.add("inner")
    if reason:
        marks.add("reasoned")
    return Site(
        kind=kind.id,
        line=line,
        column=column,
        start=start,
        end=end,
        code=one_line(text),
        subject=_subject(spot, text),
        item=".".join(each.name for each in reversed(around)),
        function=functions[0].name if functions else "",
        marks=tuple(sorted(marks)),
        words=f"{spot.words} Way: {path}." if path else spot.words,
    )


def _subject(spot: Spot, text: str) -> str:
    """The text without what formatting changes; of a handler, its clause and body."""
    return " ".join(text.split()) if spot.span else " ".join(ast.unparse(spot.node).split())
