"""Triage: the first rule that fits decides, rules are data, and a tree may bring its own."""

import pytest

from engine.audit.audit import Audit
from engine.audit.site import Place, Site
from engine.audit.triage.judging import Judge
from engine.audit.triage.rules import RulesError, rules_of
from tests.engine.audit.rust_tree import write_crate

OPEN = Place("weave", "production")
SHUT = Place("weave", "production", is_reachable=False)


def site(
    kind: str = "unwrap", function: str = "load", context: str = "", marks: tuple[str, ...] = (), item: str = ""
) -> Site:
    return Site(kind, 1, 1, 0, 1, "x", "x", item, function, context, "#[test]" if context else "", marks)


@pytest.mark.parametrize(
    ("given", "place", "priority", "words"),
    [
        (site(marks=("public",)), OPEN, "P0", "public path of weave"),
        (site(marks=("public",)), OPEN, "P0", "whoever calls load from outside can meet it"),
        (site(marks=("public", "inner")), OPEN, "P0", "whoever calls what leads to load from outside can meet it"),
        (site(function="", marks=("public",)), OPEN, "P0", "whoever imports the file can meet it"),
        (site(function="", item="TABLE", marks=("public",)), OPEN, "P0", "whoever uses TABLE from outside can"),
        (site(marks=("public",)), Place(".", "production"), "P0", "public path of this folder: whoever"),
        (site(marks=("public",)), SHUT, "P2", "on no public and no per-frame path"),
        (site(function="update_bodies"), SHUT, "P0", "in every frame, by the name of update_bodies"),
        (site(marks=("takes Query",)), SHUT, "P0", "only systems take"),
        (site(), Place("weave-physics", "production", is_reachable=False), "P1", "a core crate, weave-physics"),
        (site(), Place("aim", "production", is_reachable=False), "P2", "production code of aim"),
        (site("expect", marks=("public", "reasoned")), OPEN, "P2", "says why it can't fail"),
        (site("expect", marks=("public",)), OPEN, "P0", "public path"),
        (site(marks=("compile time",)), OPEN, "P3", "The compiler evaluates it"),
        (site(context="test", marks=("public",)), OPEN, "P3", "test code: #[test]"),
        (site(), Place("weave", "bench", "it lies in benches/"), "P3", "bench code: it lies in benches/"),
        (site(), Place("", "other", "no Cargo.toml"), "P3", "No program holds it"),
    ],
)
def test_each_priority_has_its_reason(tmp_path, given: Site, place: Place, priority: str, words: str):
    judged = Judge(rules_of(tmp_path)).judge("src/lib.rs", given, place)

    assert judged.priority == priority
    assert words in judged.reason


def test_places_that_differ_only_in_what_the_words_say_of_them_are_judged_each(tmp_path):
    judge = Judge(rules_of(tmp_path))
    at = [site(function="", item=name, marks=("public",)) for name in ("P", "Q", "P")]

    reasons = [judge.judge("src/lib.rs", each, OPEN).reason for each in at]

    assert [reason.partition("whoever uses ")[2][0] for reason in reasons] == ["P", "Q", "P"]


def test_test_code_in_an_example_is_example_code(tmp_path):
    judged = Judge(rules_of(tmp_path)).judge(
        "e.rs", site(context="test"), Place("a", "example", "it lies in examples/")
    )

    assert (judged.context, judged.reason) == ("example", "It is example code: it lies in examples/.")


def test_the_rules_of_a_tree_are_asked_first_and_its_lists_replace(tmp_path):
    files = {
        "audit.toml": 'skip = ["vendor"]\n[lists]\ncore = ["save*"]\n'
        '[[rule]]\npriority = "P3"\nfile = ["src/tool*"]\nreason = "{file} is a tool."\n',
        "src/main.rs": "mod tool;\nfn f() { a.unwrap() }",
        "src/tool.rs": "fn f() { a.unwrap() }",
        "vendor/x.rs": "fn f() { a.unwrap() }",
    }
    root = write_crate(tmp_path, "savegame", files)

    found = {each.file: (each.priority, each.reason) for each in Audit(root, keeps=False).scan().findings}

    assert found == {
        "src/main.rs": ("P1", "It is production code of a core crate, savegame."),
        "src/tool.rs": ("P3", "src/tool.rs is a tool."),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[rule]\n", "is no TOML"),
        ('[[rule]]\npriority = "P9"\nreason = ""', "P9"),
        ('[[rule]]\npriority = "P1"\nreason = ""\nfolder = ["x"]', "folder"),
        ('[[rule]]\npriority = "P1"\nreason = "{who}"', "names 'who'; it may name because, caller, context"),
        ('[[rule]]\npriority = "P1"\nreason = ""\ncrate = ["@mine"]', 'no list "mine"; there are core'),
    ],
)
def test_a_broken_file_of_rules_says_what_is_wrong(tmp_path, text: str, words: str):
    (tmp_path / "audit.toml").write_text(text, encoding="utf-8")

    with pytest.raises(RulesError, match=r"audit\.toml") as caught:
        rules_of(tmp_path)

    assert words in str(caught.value)
