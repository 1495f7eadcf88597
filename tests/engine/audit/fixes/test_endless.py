"""No fix that goes on without the value is offered where a loop or an iterator might then have no end."""

import pytest

from tests.engine.audit.fixes.offered import offered

GO_ON = {"skip", "log", "default"}


@pytest.mark.parametrize(
    "body",
    [
        "while it.next().unwrap() != b'x' { n += 1; }",
        "while go(it.next().unwrap()) { n += 1; }",
        "while let Some(a) = m.get(it.next().unwrap()) { n += a; }",
        "while i < v.len() { let step = v[i].unwrap(); i += step; }",
        "while at != 1 { let parent = up.get(&at).copied().unwrap(); at = parent; }",
        "while i < n { for a in &v[i] { i += a.unwrap(); } }",
        "while i < n { i += v.iter().map(|a| g(a).unwrap()).sum::<usize>(); }",
        "loop { let c = read_byte(r).unwrap(); if c == b'x' { break; } n += 1; }",
        "while !s.done { finish(s, x.unwrap()); }",
        "while let Some(job) = q.pop_front() { q.push_back(job); if done(job).unwrap() { q.pop_back(); } }",
        "let step = || v[i].unwrap(); while i < n { i += step(); }",
        "for line in BufReader::new(f).lines() { let line = line.unwrap(); n += line.len(); }",
        "for line in BufReader::new(f).lines() { let l = line; let l = l.unwrap(); n += l.len(); }",
        "for (_, line) in f.lines().enumerate() { g(line.as_ref().unwrap()); }",
        "let lines = f.lines(); for line in lines { g(line.unwrap()); }",
        "for line in lines { g(line.unwrap()); }",
        "for stream in listener.incoming() { g(stream.unwrap()); }",
        "for a in a.iter().chain(std::iter::repeat(&None)) { g(h().unwrap()); }",
        "for a in std::iter::from_fn(next) { g(h().unwrap()); }",
        "let n = f.lines().map(|line| line.unwrap()).count();",
        "let n = f.bytes().map(|byte| byte.unwrap()).take_while(|b| *b != 0).count();",
        "let n = (0..).map(|i| v.get(i).unwrap()).take_while(|b| **b != 0).count();",
        "let n = std::iter::repeat_with(|| it.next().unwrap()).find(|b| *b != 0);",
    ],
)
def test_what_may_have_no_end_is_not_gone_on_with(body: str):
    assert not offered(f"fn f() {{ {body} }}") & GO_ON


@pytest.mark.parametrize(
    "body",
    [
        "for i in 0..n { g(v.get(i).unwrap()); }",
        "for a in v.iter() { g(a.unwrap()); }",
        "for a in &all { g(a.unwrap()); }",
        "for a in [x, y] { g(a.unwrap()); }",
        "for (i, a) in v.iter().enumerate() { g(a.unwrap()); }",
        "let v = vec![a]; for a in v { g(a.unwrap()); }",
        "for a in things { g(h(a).unwrap()); }",
        "while i < n { i += 1; } for a in v.iter() { g(a.unwrap()); }",
    ],
)
def test_what_ends_by_itself_may_be_gone_on_with(body: str):
    assert offered(f"fn f() {{ {body} }}") >= GO_ON


def test_a_loop_may_be_left_with_the_function_and_a_lock_gives_its_guard():
    text = "fn f(m: &Mutex<u8>) -> Option<u8> { loop { let a = h().unwrap(); if a == *m.lock().unwrap() { break; } } }"

    assert offered(text) == {"propagate", "return", "expect"}
    assert "default" in offered(text, at=1)


def test_a_closure_whose_none_is_passed_over_ends_nothing():
    lines = "fn f() { f.lines().filter_map(|line| Some(line.unwrap().len())).count(); }"
    loop = "fn f() { loop { v.iter().filter_map(|a| Some(g(a).unwrap())).count(); } }"

    assert offered(lines) == {"expect"}
    assert offered(loop) == {"expect"}
    assert offered("fn f() { v.iter().filter_map(|a| Some(g(a).unwrap())).count(); }") >= {"return"}


def test_a_function_that_calls_itself_gets_no_default_to_begin_with():
    deep = "fn f(&self, at: u32) -> u32 { let parent = self.up.get(&at).copied().unwrap(); 1 + self.f(parent) }"

    assert not offered(deep) & GO_ON
    assert offered(deep.replace("self.f(parent)", "self.g(parent)")) >= {"log", "default"}
