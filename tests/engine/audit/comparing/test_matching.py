"""New, fixed and moved between two audits are exact, whatever else has changed."""

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.audit.audit import Audit
from engine.audit.comparing.matching import Comparison, compare
from engine.audit.fingerprints import base_of, fingerprint, numbered
from engine.audit.rust.reading import scan
from engine.audit.site import Finding
from tests.engine.audit.rust_tree import write_crate

Source = list[tuple[str, list[str]]]
"""Functions of a file: name, and names of what they unwrap."""
NAMES = st.sampled_from(["a", "b", "c"])
SOURCES = st.lists(st.tuples(st.sampled_from(["f", "g", "h"]), st.lists(NAMES, max_size=3)), max_size=3)
TREES = st.dictionaries(st.sampled_from(["one.rs", "two.rs", "six.rs"]), SOURCES, min_size=1)


def text_of(source: Source, gap: int = 0) -> str:
    """Rust; `gap` lines stand above each statement."""
    blank = "\n" * gap
    return "".join(
        f"fn {name}() {{\n" + "".join(f"{blank}    let {what}{gap} = {what}.unwrap();\n" for what in unwrapped) + "}\n"
        for name, unwrapped in source
    )


def findings_of(texts: dict[str, str]) -> list[Finding]:
    """Findings with fingerprints as an audit gives them."""
    scans = {name: scan(text.encode()).sites for name, text in sorted(texts.items())}
    bases = [[base_of(site) for site in sites] for sites in scans.values()]
    return [
        Finding(
            name, s.line, s.column, "", s.kind, "production", "P2", s.code, "", fingerprint(base, number), 0, 0, s.item
        )
        for (name, sites), own, numbers in zip(scans.items(), bases, numbered(bases), strict=True)
        for s, base, number in zip(sites, own, numbers, strict=True)
    ]


def counts(found: Comparison) -> tuple[int, int, int]:
    return len(found.new), len(found.fixed), len(found.moved)


@given(TREES, st.integers(0, 3))
def test_inserted_lines_and_renamed_variables_change_no_fingerprint(tree: dict[str, Source], gap: int):
    before = findings_of({name: text_of(source) for name, source in tree.items()})
    now = findings_of({name: "// New.\n" + text_of(source, gap) for name, source in tree.items()})

    assert [each.fingerprint for each in now] == [each.fingerprint for each in before]
    assert counts(compare(before, now)) == (0, 0, 0)


@given(TREES, st.randoms(use_true_random=False))
def test_moved_files_take_their_findings_along(tree: dict[str, Source], chance: random.Random):
    places = {name: chance.choice([name, f"deep/{name}", f"new_{name}"]) for name in tree}
    before = findings_of({name: text_of(source) for name, source in tree.items()})
    now = findings_of({places[name]: text_of(source) for name, source in tree.items()})

    found = compare(before, now)

    assert sorted(each.fingerprint for each in now) == sorted(each.fingerprint for each in before)
    assert not found.new
    assert not found.fixed
    assert sorted(one.file for one, _ in found.kept) == sorted(
        each.file for each in before if places[each.file] == each.file
    )


@given(TREES, st.data())
def test_one_that_is_taken_out_is_the_one_that_is_fixed(tree: dict[str, Source], data: st.DataObject):
    spots = [
        (name, at, place)
        for name, source in tree.items()
        for at, one in enumerate(source)
        for place, _ in enumerate(one[1])
    ]
    if not spots:
        return
    name, at, place = data.draw(st.sampled_from(spots))
    smaller = {key: [(one, list(calls)) for one, calls in source] for key, source in tree.items()}
    del smaller[name][at][1][place]
    full = findings_of({key: text_of(source) for key, source in tree.items()})
    less = findings_of({key: text_of(source) for key, source in smaller.items()})

    fixed, new = compare(full, less), compare(less, full)

    assert counts(fixed) == (0, 1, 0)
    assert counts(new) == (1, 0, 0)
    (gone,), (come,) = fixed.fixed, new.new
    assert gone.file == come.file == name
    assert gone.code == come.code == f"{tree[name][at][1][place]}.unwrap()"
    assert len({each.fingerprint for each in full} - {each.fingerprint for each in less}) == 1


def test_of_equal_ones_in_a_function_the_one_that_is_gone_is_told_by_its_line():
    lines = [
        f"    step({number});\n    all.pop().unwrap();\n    log{number}.first().unwrap();\n" for number in range(9)
    ]
    before = findings_of({"a.rs": "fn f() {\n" + "".join(lines) + "}"})
    without = [*lines[:4], lines[4].replace("    all.pop().unwrap();\n", ""), *lines[5:]]
    now = findings_of({"a.rs": "// One\n// Two\nfn f() {\n" + "".join(without) + "}"})

    (gone,) = compare(before, now).fixed

    assert gone.line == 15


def test_a_function_of_another_name_keeps_its_findings():
    before = findings_of({"a.rs": "fn load() { x.unwrap(); y.unwrap(); }"})
    now = findings_of({"a.rs": "fn read() { x.unwrap(); y.unwrap(); }"})

    found = compare(before, now)

    assert counts(found) == (0, 0, 2)
    assert [(one.item, other.item) for one, other in found.moved] == [("load", "read"), ("load", "read")]


def test_a_file_that_moved_among_copies_of_it_is_the_one_that_moved():
    text = "fn f() { x.unwrap(); }"
    before = findings_of({"a.rs": text, "b.rs": text + "fn g() { y.unwrap(); }", "c.rs": text})
    now = findings_of({"a.rs": text, "z.rs": text + "fn g() { y.unwrap(); }", "c.rs": text})

    found = compare(before, now)

    assert counts(found) == (0, 0, 2)
    assert {(one.file, other.file) for one, other in found.moved} == {("b.rs", "z.rs")}


@settings(max_examples=15)
@given(TREES, st.integers(1, 2))
def test_an_audit_of_a_folder_says_the_same(tmp_path_factory, tree: dict[str, Source], gap: int):
    root: Path = tmp_path_factory.mktemp("tree")
    write_crate(root, "a", {f"src/{name}": text_of(source) for name, source in tree.items()})
    audit = Audit(root, keeps=False)
    before = audit.scan().findings
    (root / "src" / "one.rs").write_text(text_of(tree.get("one.rs", []), gap) + "fn last() { z.unwrap() }\n")

    found = compare(before, audit.scan().findings)

    assert [each.code for each in found.new] == ["z.unwrap()"]
    assert counts(found)[1:] == (0, 0)
