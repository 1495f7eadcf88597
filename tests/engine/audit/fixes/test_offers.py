"""Which patterns are offered for an unwrap, and why the others are not: by receiver, return type, loop and const."""

import re

import pytest

from engine.audit.fixes.crate import Crate, crate_of
from engine.audit.fixes.edit import edited
from engine.audit.fixes.offer import offers_at
from engine.audit.fixes.pattern import patterns
from engine.audit.fixes.syntax.call import calls_in
from tests.engine.audit.fixes.offered import offers
from tests.engine.audit.fixes.trees import TRICKY

SIX = ["propagate", "skip", "log", "default", "return", "expect"]


def first(text: str, pattern: str, crate: Crate = Crate(), at: int = 0) -> str:
    offer = offers(text, crate, at)[pattern]
    return edited(text.encode(), offer.variants[0].edits).decode()


def test_the_walk_finds_six_patterns_the_safest_first():
    assert list(patterns()) == SIX


@pytest.mark.parametrize(
    ("text", "pattern", "after"),
    [
        ("fn f(a: Option<u8>) -> Option<u8> { Some(a.unwrap()) }", "propagate", "Some(a?)"),
        ("fn f(a: Result<u8, E>) -> Option<u8> { Some(a.unwrap()) }", "propagate", "Some(a.ok()?)"),
        ("fn f(a: Option<u8>) -> Result<u8, ()> { Ok(a.unwrap()) }", "propagate", "Ok(a.ok_or(())?)"),
        ("fn f(a: Option<u8>) -> std::fmt::Result { a.unwrap(); }", "propagate", "a.ok_or(core::fmt::Error)?;"),
        (
            "fn f(v: &[Option<u8>]) { for a in v { g(a.first().unwrap()); } }",
            "skip",
            'if let Some(value) = a.first() { g(value); } else { eprintln!("f: a.first() is missing"); };',
        ),
        (
            "fn f(c: &[Option<u8>]) { for a in c { let b = a.unwrap(); g(b) } }",
            "skip",
            'let Some(b) = a else { eprintln!("f: a is missing"); continue }',
        ),
        (
            "fn f(m: &mut M, key: Option<u8>, value: u8) { m.insert(key.unwrap(), value); }",
            "skip",
            'if let Some(found) = key { m.insert(found, value); } else { eprintln!("f: key is missing"); };',
        ),
        (
            'fn f(a: Option<u8>, value: u8, given: u8) { println!("{} {value}", a.unwrap()); let found = 1; }',
            "skip",
            'if let Some(value_2) = a { println!("{} {value}", value_2); }',
        ),
        (
            "fn f(v: &[&str]) { for a in v { g(h(), v.len().unwrap() + 1) } }",
            "skip",
            '(match v.len() { Some(value) => value, None => { eprintln!("f: v.len() is missing"); continue } }) + 1',
        ),
        ("fn f(a: Result<Sender<u8>, u8>) { a.unwrap(); }", "log", "{ if let Err(error) = a.map(drop) {"),
        (
            "struct S { a: Option<T> } impl S { fn f(self) { self.a.unwrap(); } }",
            "skip",
            '{ if self.a.map(drop).is_none() { eprintln!("S::f: self.a is missing"); } }',
        ),
        (
            "fn f(v: &mut Vec<u8>) { v.pop().unwrap(); }",
            "skip",
            '{ if v.pop().is_none() { eprintln!("f: v.pop() is missing"); } }',
        ),
        ("fn f(m: &Mutex<Vec<u8>>) { m.lock().unwrap().push(1); }", "log", "poisoned.into_inner() }).push(1);"),
        (
            "fn f(a: Option<u8>) -> bool { a.unwrap() > 1 }",
            "return",
            '(match a { Some(value) => value, None => { eprintln!("f: a is missing"); return false } })',
        ),
        (
            "fn f() { let b: u8 = s.parse().unwrap(); }",
            "return",
            'let Ok(b): Result<u8, _> = s.parse() else { eprintln!("f: s.parse() failed"); return };',
        ),
        ("fn f(a: Option<u8>) -> Option<u8> { Some(a.unwrap()) }", "return", "None => return None"),
        (
            "fn f(m: &Mutex<u8>) { *m.lock().unwrap() = 1; }",
            "default",
            "unwrap_or_else(std::sync::PoisonError::into_inner)",
        ),
        ('fn f() -> usize { env::var("A").expect("").len() }', "default", 'env::var("A").unwrap_or_default()'),
        (
            "struct S { a: Option<u8> } impl S { fn f(&self) { g(self.a.unwrap()) } }",
            "log",
            "self.a.unwrap_or_else(|| {",
        ),
        ("fn f(a: Option<u8>) { a.unwrap(); }", "expect", 'a.expect("a is there in f")'),
        ("fn f(a: Option<u8>) -> Option<u8> { a.map(|b| g(b).unwrap()) }", "propagate", "a.and_then(|b| g(b))"),
        (
            "fn f(a: Vec<u8>) { a.iter().map(|b| b.get(1).unwrap()) }",
            "skip",
            "a.iter().filter_map(|b| b.get(1).or_else(|| {",
        ),
        ("fn f(a: Option<u8>) -> Result<u8, E> { Err(E::B); Ok(a.unwrap()) }", "propagate", "a.ok_or(E::B)?"),
        ('fn f(a: Option<u8>) -> X<u8> { a.unwrap() }\nfn g() { Err(E::new("no")) }', "expect", "is there in f"),
        ('fn f(a: Option<u8>) { p!("{}", a.unwrap()); }', "default", "a.unwrap_or_default()"),
    ],
)
def test_an_offer_writes_what_the_place_allows(text: str, pattern: str, after: str):
    assert after in first(text, pattern)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("fn f(a: Option<Sender<u8>>, r: Receiver<u8>) { a.unwrap(); }", "{ drop(a); }"),
        ("struct S { a: Option<T> } impl S { fn f(self) { self.a.unwrap(); } }", "{ drop(self.a); }"),
        ("fn f(a: Option<u8>) { a.unwrap(); }", "{ let _ = a; }"),
        ("fn f(v: &mut Vec<u8>) { v.pop().unwrap(); }", "{ let _ = v.pop(); }"),
        ("fn f(m: &mut M, a: Option<u8>) { m.set(a.unwrap()); }", "{ if let Some(value) = a { m.set(value); }; }"),
        ("fn f(c: &[Option<u8>]) { for a in c { let b = a.unwrap(); g(b) } }", "let Some(b) = a else { continue };"),
    ],
)
def test_a_skip_is_silent_only_where_nobody_can_be_told(text: str, after: str):
    assert after in first(text, "skip", Crate(has_std=False))


@pytest.mark.parametrize(
    ("text", "pattern", "reason"),
    [
        ("fn f(a: Option<u8>) -> u8 { a.unwrap() }", "propagate", "f returns u8, which takes no `?`."),
        (
            "fn f(a: Option<u8>) -> Option<u8> { let c = || a.unwrap(); Some(c()) }",
            "propagate",
            "the closure around it",
        ),
        ("fn f(a: Option<u8>) -> Option<u8> { let c = async { a.unwrap() }; None }", "return", "async block"),
        ("const A: u8 = Some(1).unwrap();", "default", "while code is compiled"),
        ("const fn f(a: Option<u8>) -> Option<u8> { Some(a.unwrap()) }", "propagate", "while it is compiled"),
        ("fn f(a: Option<u8>) -> u8 { a.unwrap() }", "skip", "It is in no loop"),
        ("fn f() { for a in b.unwrap() { g(a) } }", "skip", "It is in no loop"),
        ("fn f() { for a in b { let c = || { a.get(1).unwrap() }; } }", "skip", "It is in no loop"),
        ("fn f(m: &Mutex<u8>) { loop { let a = m.lock().unwrap(); g(a) } }", "skip", "lost in silence"),
        ("fn f(m: &Mutex<Vec<u8>>) { m.lock().unwrap().push(1); }", "skip", "lost in silence"),
        ("fn f(a: Option<u8>) { loop { let b = a.unwrap(); g(b) } }", "skip", "spin for ever"),
        ("fn f() { while i < n { let x = c[i].unwrap(); t += x; i += 1; } }", "skip", "spin for ever"),
        ("fn f() { while !s.is_empty() { let x = s.last().unwrap(); g(x); s.pop(); } }", "skip", "spin for ever"),
        ("fn f() { while let Some(a) = v.iter().next() { let b = a.get(1).unwrap(); g(b) } }", "skip", "spin for ever"),
        ("fn f() { for a in b { loop { let c = a.get(1).unwrap(); g(c) } } }", "skip", "spin for ever"),
        ("fn f() { for i in 3.. { let a = v.get(i).unwrap(); g(a) } }", "skip", "spin for ever"),
        ("fn f() { while i < n { i += c.get(i).unwrap(); } }", "skip", "spin for ever"),
        ("fn f() { while i < n { i += c.get(i).unwrap(); } }", "log", "on for ever with defaults"),
        ("fn f() { loop { g(c.recv().unwrap()); } }", "skip", "spin for ever"),
        ("fn f() { loop { g(c.recv().unwrap()); } }", "log", "on for ever with defaults"),
        ("fn f() { loop { if h(s.next().unwrap()) { break } } }", "default", "on for ever with defaults"),
        ("fn f() { while d > 0 { match s.next().unwrap() { 1 => d -= 1, _ => {} } } }", "log", "on for ever with"),
        ("fn f() { while !s.is_empty() { let a = s.pop().unwrap(); g(a) } }", "log", "on for ever with defaults"),
        ("fn f() { while !s.is_empty() { let a = s.pop().unwrap(); g(a) } }", "return", ""),
        ("fn f() { loop { g(v.get(i).unwrap()); i += 1; } }", "default", "on for ever with defaults"),
        ("fn f() { for i in 0.. { while a { break } g(v.get(i).unwrap()); } }", "skip", "spin for ever"),
        ("fn f() { for i in 0.. { if i > n { return } g(v.get(i).unwrap()); } }", "skip", "spin for ever"),
        ("fn f(a: Option<u8>) { assert_eq!(a.unwrap(), 3); }", "skip", "It stands in an assertion"),
        ("fn f() { for a in b { std::debug_assert!(a.get(1).unwrap() > 1); } }", "return", "It stands in an assertion"),
        ("fn f(a: Option<u8>) -> Option<u8> { assert!(a.unwrap() > 3); a }", "propagate", "It stands in an assertion"),
        ('fn f(a: Option<u8>) { panic!("{}", a.unwrap()); }', "skip", "It stands in what ends the program"),
        ("fn f(c: &Receiver<u8>) { loop { let a = c.recv().unwrap(); g(a) } }", "skip", "spin for ever"),
        ("fn f(a: Option<MutexGuard<u8>>) { g(a.unwrap()) }", "default", "has no default"),
        ("fn f(a: Option<usize>) -> u8 { let i = a.unwrap() - 1; g(); v[i + 1] }", "default", "would mean another one"),
        ("fn f(a: Option<usize>) { v[a.unwrap() as usize] = 1; }", "log", "would mean another one"),
        ("fn f(v: &mut Vec<u8>) { v.remove(v.iter().position(g).unwrap()); }", "log", "would mean another one"),
        ("fn f(a: Option<u8>) -> impl Fn() { a.unwrap() }", "return", "nothing is known that it could return"),
        ('fn f(a: Option<u8>) { a.expect("set by g"); }', "expect", "says already"),
        ("macro_rules! m { ($e:expr) => { $e.unwrap() } }\nfn f() { m!(a.unwrap()); }", "expect", ""),
        ("lazy_static! { static ref A: Regex = Regex::new(b).unwrap(); }", "default", "while code is compiled"),
        ("cfg_if! { fn f(a: Option<u8>) -> u8 { a.unwrap() } }", "propagate", "f returns u8"),
        ("fn g() { odd!(a => b); }\ncfg_if! { fn f(a: Option<u8>) -> u8 { a.unwrap() } }", "propagate", "f returns u8"),
        ("#[test]\nfn f() { s.parse::<u8>().unwrap(); }", "skip", "It stands in a test"),
        ("#[cfg(test)]\nmod t { fn f() { s.parse::<u8>().unwrap(); } }", "default", "It stands in a test"),
    ],
)
def test_what_is_not_offered_says_why(text: str, pattern: str, reason: str):
    offer = offers(text)[pattern]

    assert offer.is_offered is (reason == "")
    assert reason in offer.reason


def test_an_error_is_made_as_the_file_makes_them_with_its_own_words():
    text = 'fn f(a: Option<u8>) -> Result<u8, E> { Ok(a.unwrap()) }\nfn g() -> Result<u8, E> { Err(E::new("no")) }'

    assert 'a.ok_or_else(|| E::new("a is missing"))?' in first(text, "propagate")


def test_types_in_sight_make_an_offer_certain_and_a_compiler_must_tell_the_rest():
    known = offers("fn f(a: Option<u8>) -> Option<u8> { Some(a.unwrap()) }")["propagate"]
    unknown = offers("fn f() -> Option<u8> { Some(g().unwrap()) }")["propagate"]

    assert (known.is_certain, len(known.variants)) == (True, 1)
    assert (unknown.is_certain, len(unknown.variants)) == (False, 2)


def test_a_free_function_of_the_file_says_nothing_of_a_method_of_that_name():
    text = "fn f(v: &[u8]) -> u8 { *v.last().unwrap() }\nfn last(v: &[u8]) -> Result<u8, ()> { Err(()) }"

    offer = offers(text)["return"]

    assert "`last` gives an Option" in offer.reason


def test_what_is_bound_is_mutable_only_where_it_may_be_changed():
    given = offers("fn f(v: &[Option<u64>]) { for a in v { kill(a.unwrap()); } }")["skip"]
    called = offers("fn f(v: &mut [Vec<u8>]) { for a in v { a.first_mut().unwrap().push(1); } }")["skip"]

    assert not any(b"mut " in each.edits[0].new for each in given.variants)
    assert any(b"if let Some(mut value)" in each.edits[0].new for each in called.variants)


def test_a_crate_without_std_is_told_by_its_log_alone(tmp_path):
    text = "#![no_std]\nfn f(a: Option<u8>) -> u8 { a.unwrap() }"
    (tmp_path / "src").mkdir()
    (tmp_path / "src/lib.rs").write_text(text)
    manifest = tmp_path / "Cargo.toml"
    manifest.write_text('[package]\nname = "a"\n')
    silent = offers(text, crate_of(tmp_path / "src/lib.rs"))["log"]
    manifest.write_text('[package]\nname = "a"\nrust-version = "1.60"\n[dependencies]\nlog = "0.4"\n')
    crate = crate_of(tmp_path / "src/lib.rs")

    assert not silent.is_offered
    assert "nobody to tell it to" in silent.reason
    assert 'log::warn!("f: a is missing")' in first(text, "log", crate)
    assert "else {" not in first("fn f(a: Option<u8>) { let b = a.unwrap(); }", "return", crate), (
        "let-else came with 1.65"
    )


def test_a_message_holds_quotes_and_braces_of_the_code():
    text = 'fn f(a: &str) -> u8 { a.split("{\\"").next().unwrap().len() as u8 }'

    assert r'expect("a.split(\"{\\\"\").next() is there in f")' in first(text, "expect")
    assert r'eprintln!("f: a.split(\"{{\\\"\").next() is missing")' in first(text, "log")


@pytest.mark.parametrize("pattern", SIX)
@pytest.mark.parametrize(
    "call",
    [
        "a./*one*/unwrap(/* two */)",
        "a // one\n.unwrap(// two\n)",
        'a . /* one */ expect(/* two */ "")',
        "a /* one */.unwrap() /* two */",
    ],
)
@pytest.mark.parametrize("place", ["let b = {};", "g({});", "{};", "g(h, 1 + {});"])
def test_no_comment_is_lost(pattern: str, call: str, place: str):
    text = (
        f"fn f(v: &[Option<u8>]) -> Option<u8> {{ for a in v {{ let a: Option<u8> = *a; {place.format(call)} }} None }}"
    )

    offer = offers(text)[pattern]

    for each in offer.variants:
        after = edited(text.encode(), each.edits).decode()
        assert sorted(re.findall(r"(?://|/\*) ?(one|two)", after)) == ["one", "two"]
    assert offer.is_offered or pattern == "skip"


def test_comments_strings_and_other_methods_are_no_unwraps():
    text = b'fn f() { /* a.unwrap() */ let s = "b.unwrap()"; c.unwrap_or(1); d.unwrap(2); e.expect("a", 1); }'

    assert calls_in(text) == ()


def test_among_tokens_of_a_macros_definition_only_an_expect_is_offered():
    text = b"macro_rules! m { ($e:expr) => { let a = $e.first().unwrap(); } }"
    start = text.index(b"$e.first")

    offers = offers_at(text, start, text.index(b"; } }"), Crate())

    assert [each.pattern.name for each in offers if each.is_offered] == ["expect"]
    after = edited(text, offers[-1].variants[0].edits)
    assert b'let a = $e.first().expect("$e.first() is there"); }' in after


def test_every_call_of_the_tricky_file_is_found_with_its_bytes():
    text = TRICKY.read_bytes()

    calls = calls_in(text)

    assert len(calls) == 38
    assert all(text[call.dot : call.end].decode().startswith((".unwrap()", ".expect(")) for call in calls)
