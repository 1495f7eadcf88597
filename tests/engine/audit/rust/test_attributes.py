"""Which attributes and conditions make code test code."""

import pytest

from engine.audit.rust.attributes import test_words as words_of
from engine.audit.rust.reading import scan


@pytest.mark.parametrize(
    "attribute",
    [
        *("test", "bench", 'tokio::test(flavor = "multi_thread")', "rstest", "wasm_bindgen_test", "test_case(1, 2)"),
        *("kani::proof", "kani::unwind(3)", "cfg(test)", "cfg(all(unix, test))", "cfg(any(test, kani))", "cfg(loom)"),
        *("cfg(not(not(test)))", 'cfg(all(any(test, miri), feature = "x"))', "cfg(not(any(not(test), unix)))"),
        *("cfg_attr(not(loom), test)", "cfg(all(test, not(loom)))", "cfg(any())", "cfg( test , )", "unsafe(test)"),
    ],
)
def test_it_is_test_code(attribute: str):
    assert words_of(attribute) == f"#[{attribute}]"


@pytest.mark.parametrize(
    "attribute",
    [
        *('cfg(any(test, feature = "x"))', "cfg(not(test))", 'cfg(feature = "test")', "cfg(unix)", "cfg(all())"),
        *("cfg_attr(test, derive(Debug))", "derive(Test)", 'doc = "test"', "cfg(any(not(test), unix))", "inline"),
        *('cfg(target_os = "test")', "testing", "cfg(", "", "cfg(" + "all(" * 3000, "cfg(true)"),
    ],
)
def test_it_is_not(attribute: str):
    assert words_of(attribute) == ""


@pytest.mark.parametrize(
    "text",
    [
        "#[cfg(test)] mod t { fn f() { a.unwrap() } }",
        "#[cfg(test)]\n/// Doc.\n#[inline]\nfn f() { a.unwrap() }",
        "fn f() { #[cfg(test)] a.unwrap(); }",
        "fn f() { #[cfg(test)] { a.unwrap() } }",
        "fn f() { match x { #[cfg(test)] 1 => a.unwrap(), _ => 0 } }",
        "fn f() { S { #[cfg(test)] x: a.unwrap() } }",
        "fn f() { #![cfg(test)] a.unwrap() }",
        "mod m { #![cfg(test)]\n fn f() { a.unwrap() } }",
        "#![allow(x)]\n#![cfg(test)]\nfn f() { a.unwrap() }",
        "impl X { #[cfg(kani)] fn f() { a.unwrap() } }",
        "cfg_if! { if #[cfg(test)] { fn f() { a.unwrap() } } else { } }",
        "proptest! { #[test] fn f(x in 0..1) { a.unwrap() } }",
        "#[cfg(test)] m! { a.unwrap() }",
        "#[cfg(test)] macro_rules! m { () => { a.unwrap() } }",
    ],
)
def test_it_reaches_over_what_it_stands_on(text: str):
    (site,) = scan(text.encode()).sites

    assert site.context == "test"
    assert site.because


@pytest.mark.parametrize(
    "text",
    [
        "#[cfg(test)] use x; fn f() { a.unwrap() }",
        "#[cfg(test)] mod t; fn f() { a.unwrap() }",
        "fn f() { #[cfg(test)] b(); a.unwrap(); }",
        '#[cfg(any(test, feature = "x"))] fn f() { a.unwrap() }',
        "cfg_if! { if #[cfg(test)] { fn g() {} } else { fn f() { a.unwrap() } } }",
        "#[cfg_attr(test, inline)] fn f() { a.unwrap() }",
    ],
)
def test_it_reaches_no_farther(text: str):
    (site,) = scan(text.encode()).sites

    assert site.context == ""
