"""No fix is offered that compiles and then computes something else, in silence or not."""

import pytest

from engine.audit.fixes.offer import Offer
from tests.engine.audit.fixes.offered import offered, offers

DEFAULTS = {"log", "default"}


def written(offer: Offer) -> str:
    """All that the first variant of an offer writes."""
    return " ".join(each.new.decode() for each in offer.variants[0].edits)


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


@pytest.mark.parametrize(
    "body",
    [
        "let d = Path::new(home.unwrap()).join(x); std::fs::remove_dir_all(d);",
        "std::fs::remove_dir_all(home.unwrap());",
        "let home = home.unwrap(); let d = format!(y, home); remove_dir_all(&d);",
        "let p: PathBuf = x.parse().unwrap(); std::fs::remove_dir_all(p);",
        "g(x.parse().unwrap().join(y));",
        "g(root.join(name.unwrap()));",
        "let c = Config { root: home.unwrap() }; PathBuf::from(c.root);",
        "Command::new(x).arg(name.unwrap()).spawn();",
        "g(std::env::current_dir().unwrap());",
        "let d = dirs::home_dir(); g(d.as_ref().unwrap());",
        "let a: Option<PathBuf> = h(); g(a.unwrap());",
        "if c.wait().unwrap().success() { g(); }",
        "let s = Command::new(x).status(); g(s.unwrap());",
        "let s: io::Result<ExitStatus> = h(); g(s.unwrap());",
    ],
)
def test_nothing_stands_for_a_path_or_for_how_a_process_ended(body: str):
    assert not offered(f"fn f() {{ {body} }}") & DEFAULTS


def test_success_is_never_returned_unasked():
    assert "return" not in offered("fn main() -> ExitCode { g(a.unwrap()); h() }")
    assert "return" not in offered("fn f(a: Option<u8>) -> PathBuf { g(a.unwrap()) }")


@pytest.mark.parametrize(
    "body",
    [
        "n.drain(..).map(|x| x.unwrap()).zip(xs)",
        "xs.zip(n.drain(..).map(|x| x.unwrap()))",
        "n.drain(..).map(|x| x.unwrap()).filter(g).enumerate()",
        "n.iter().map(|x| h(x).unwrap()).nth(3)",
        "n.iter().map(|x| h(x).unwrap()).collect::<Vec<_>>().chunks(3)",
        "n.iter().map(|x| h(x).unwrap()).step_by(3)",
        "let v: Vec<_> = n.iter().map(|x| h(x).unwrap()).collect(); g(v.len())",
        "let v: Vec<_> = n.iter().map(|x| h(x).unwrap()).collect(); v[0]",
        "std::iter::zip(n.iter().map(|x| h(x).unwrap()), xs)",
    ],
)
def test_no_item_is_left_out_where_it_matters_how_many_there_are(body: str):
    assert "skip" not in offered(f"fn f() {{ {body}; }}")


def test_items_that_are_left_out_are_told():
    option = offers("fn f(n: &[Option<u8>]) { n.iter().map(|x| x.first().unwrap()).for_each(g) }")["skip"]
    result = offers("fn f(n: &[Option<u8>]) { n.iter().map(|x| x.flush().unwrap()).for_each(g) }")["skip"]

    assert '.or_else(|| { eprintln!("f: x.first() is missing"); None })' in written(option)
    assert '.map_err(|error| { eprintln!("f: x.flush() failed: {:?}", error); }).ok()' in written(result)
