"""No fix is offered that compiles and then computes something else, in silence or not."""

import pytest

from engine.audit.fixes.crate import Crate
from engine.audit.fixes.offer import Offer, offers_of
from engine.audit.fixes.syntax.call import calls_in

DEFAULTS = {"log", "default"}


def offers(text: str) -> dict[str, Offer]:
    """The offers for the first call of a text."""
    return {each.pattern.name: each for each in offers_of(calls_in(text.encode())[0], Crate())}


def offered(text: str) -> set[str]:
    """The names of those that are made."""
    return {name for name, each in offers(text).items() if each.is_offered}


@pytest.mark.parametrize(
    "body",
    [
        "v.insert(a.unwrap(), 9);",
        "let at = a.unwrap(); v.insert(at, 9);",
        "let at = a.unwrap(); v.swap(0, at);",
        "let at: usize = a.unwrap(); s.split_at(at);",
        "let at = a.unwrap(); g(&s[..at]);",
        "g(&s[a.unwrap() + 1..]);",
        "let at = a.unwrap(); let end = (at + 1) as usize; g(&s[end]);",
        "let (at, n) = (a.unwrap(), 3); v.truncate(at);",
        "let at = a.unwrap().min(3); v.iter().nth(at);",
        "let mut at = 0; at = a.unwrap(); v.rotate_left(at);",
        "if let (Some(at), _) = (Some(a.unwrap()), 1) { v.get_mut(at); }",
        "match a.unwrap() { 0 => {} at => v.truncate(at) }",
        "let at = if n > 1 { a.unwrap() } else { 0 }; v.drain(at..);",
        "for i in 0..a.unwrap() { g(i); }",
        "f.seek(SeekFrom::Start(a.unwrap()));",
        "let s = S { at: a.unwrap() }; g(&text[s.at..]);",
        "self.at = a.unwrap(); } fn h(&self) -> u8 { self.text[self.at]",
        "let at = v.iter().position(g).unwrap(); h(at);",
        "let at = s.find(':').map(|at| at + 1).unwrap(); h(&s[..at]);",
        "h(s.rfind(':').unwrap());",
    ],
)
def test_another_number_never_stands_for_a_place(body: str):
    assert not offered(f"fn f() {{ {body} }}") & DEFAULTS


@pytest.mark.parametrize(
    "body",
    [
        "let n = a.unwrap(); h(n); v[0] = 1;",
        "let n = a.unwrap(); if n > 3 { v.truncate(9); }",
        "if a.unwrap() > n { v.get(n); }",
        "v.insert(0, a.unwrap());",
        "let at = a.unwrap() == 3; v.get(n);",
        "let n = a.unwrap(); g(|| n); } fn h(n: usize) { v[n];",
    ],
)
def test_a_number_that_is_no_place_may_be_another(body: str):
    assert offered(f"fn f() {{ {body} }}") >= DEFAULTS


def test_no_number_is_returned_for_a_place():
    body = "{ let at = v.iter().position(g).unwrap(); v.remove(at) }"

    assert offered(f"fn f(v: &mut Vec<u8>) -> usize {body}") == {"expect"}
    assert "return" in offered(f"fn f(v: &mut Vec<u8>) -> String {body}")
    assert "return" in offered("fn f(a: Option<u8>) -> u8 { g(a.unwrap()); 3 }")
