"""On crates of Debian every unwrap and expect is found, with its context, and nothing else."""

import pytest

from tests.engine.audit.corpus.accuracy import accuracy, fetch, labels
from tests.engine.audit.corpus.labelling import labels_of


def test_labels_are_many_and_of_both_kinds():
    assert len(labels()) >= 200
    assert {each.kind for each in labels()} == {"unwrap", "expect"}
    assert sum(each.context == "production" for each in labels()) >= 150


def test_all_labelled_sites_are_found_and_no_others():
    problem = fetch()
    told = accuracy()
    if len(told.right) + len(told.missed) < 200:
        pytest.skip(problem)

    assert not told.missed
    assert not told.wrong
    assert (told.precision, told.recall) == (1.0, 1.0)


def test_the_rule_of_labelling_knows_comments_strings_and_tests():
    text = """
fn a() { x.unwrap(); /* y.unwrap() /* */ z.unwrap() */ let s = "q.unwrap()"; let r = r#"b".unwrap()"#; }
fn b<'a>(c: &'a str) { d.expect("'"); e.unwrap_or(1); f.expect(); 'x'; g.unwrap(1) }
#[cfg(test)] mod t { fn h() { i.unwrap() } }
"""

    found = [(each.line, each.kind, each.context) for each in labels_of("a/src/lib.rs", text)]

    assert found == [(2, "unwrap", "production"), (3, "expect", "production"), (4, "unwrap", "test")]
