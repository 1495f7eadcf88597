"""What the scanner of Rust takes for a site, and what it doesn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.audit.rust.reading import scan


def sites(body: str) -> list[tuple[str, str]]:
    """(kind, code) of the sites in the body of a function."""
    return [(each.kind, each.code) for each in scan(f"fn f() {{ {body} }}\n".encode()).sites]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a.unwrap();", [("unwrap", "a.unwrap()")]),
        ("(a.unwrap)();", [("unwrap", "(a.unwrap)()")]),
        ("a\n  // why\n  .b()\n  .unwrap();", [("unwrap", "a .b() .unwrap()")]),
        ("a.expect(MESSAGE,);", [("expect", "a.expect(MESSAGE,)")]),
        ('a.expect(&format!("{b}"));', [("expect", 'a.expect(&format!("{b}"))')]),
        ("std::unreachable!();", [("unreachable", "std::unreachable!()")]),
        ('::core::panic!{"x"};', [("panic", '::core::panic!{"x"}')]),
        ("todo!(); unimplemented!()", [("todo", "todo!()"), ("unimplemented", "unimplemented!()")]),
        ("a[0][1..];", [("index", "a[0]"), ("index", "a[0][1..]")]),
        ("a.unwrap().b.unwrap();", [("unwrap", "a.unwrap()"), ("unwrap", "a.unwrap().b.unwrap()")]),
        ("a.await.unwrap();", [("unwrap", "a.await.unwrap()")]),
        ("r#try.unwrap();", [("unwrap", "r#try.unwrap()")]),
    ],
)
def test_a_call_that_can_panic_is_found_with_its_receiver(body: str, found: list[tuple[str, str]]):
    assert sorted(sites(body)) == sorted(found)


@pytest.mark.parametrize(
    "body",
    [
        'a.unwrap_or(1); a.unwrap_or_default(); a.unwrap_or_else(|| 1); a.unwrap_err(); a.expect_err("x");',
        "// a.unwrap()\n /* panic!() /* b[0] */ */",
        'let s = "a.unwrap()"; let r = r#"b.expect("x")"#; let c = b"panic!()";',
        "a.unwrap(1); a.expect(); a.expect(1, 2); unwrap(); a.unwrap;",
        "a[..]; let t: [u8; 4] = [0; 4]; &x as &[u8];",
        "my::panic!(); panics!(); let todo = 1;",
        '#[doc = "a.unwrap()"] let x = 1;',
        'println!("a.unwrap() {}", "b[0]"); vec![1, 2]; m!(a.unwrap_or(1), x.unwrap(2), [1], &[2], mut [3]);',
        "m!(self::panic!(), panic, 'a [u8], -> [u8], a[..]);",
    ],
)
def test_what_only_looks_like_a_site_is_none(body: str):
    assert sites(body) == []


@pytest.mark.parametrize("body", ["{" * 5000 + "a.unwrap()" + "}" * 5000, "a" + ".b()" * 2500 + ".unwrap()"])
def test_a_file_that_is_nested_too_deep_is_told_as_not_read(body: str):
    found = scan(f"fn first() {{ a.unwrap(); }}\nfn f() {{ {body} }}\n".encode())

    assert found.unparsed == "line 2: it is nested more than 4,000 levels deep, and was not read"
    assert (found.sites, found.lines) == ((), 2)


def test_a_test_among_many_is_test_code_and_what_follows_them_is_not():
    text = "mod a {\n" + "#[test] fn t() { a.unwrap(); }\n" * 3 + "fn f() { a.unwrap(); }\n}\nfn g() { a.unwrap(); }\n"
    assert [each.context for each in scan(text.encode()).sites] == ["test"] * 3 + ["", ""]
    whole = scan(("#[cfg(test)]\n" + text).encode()).sites
    assert [each.because for each in whole] == ["#[test]"] * 3 + ["#[cfg(test)]", ""]


@pytest.mark.parametrize(
    ("macro", "found"),
    [
        ('println!("{}", a.b(1)?.unwrap())', ("unwrap", "a.b(1)?.unwrap()")),
        ("m! { let x = pair.0.unwrap(); }", ("unwrap", "pair.0.unwrap()")),
        ('m!(a.iter().collect::<Vec<_>>().first().expect("one"))', None),
        ("m!(n!(deep { a.unwrap() }))", ("unwrap", "a.unwrap()")),
        ("m!(x => vec![1].pop().unwrap())", ("unwrap", "vec![1].pop().unwrap()")),
        ("m!(return Foo::bar(1).unwrap())", ("unwrap", "Foo::bar(1).unwrap()")),
        ("m!(core::todo!())", ("todo", "core::todo!()")),
        ("m!(a[i + 1])", ("index", "a[i + 1]")),
    ],
)
def test_tokens_of_macros_are_looked_through(macro: str, found: tuple[str, str] | None):
    expected = found or ("expect", 'a.iter().collect::<Vec<_>>().first().expect("one")')

    assert sites(f"{macro};") == [expected]


def test_the_body_of_a_macro_is_code_and_its_patterns_are_none():
    text = b"macro_rules! m { ($a:expr, panic!($b:tt) [x]) => { $a.unwrap() }; }"

    assert [each.code for each in scan(text).sites] == ["$a.unwrap()"]


@pytest.mark.parametrize(
    "call",
    [
        "p.expect(Token::Comma)?",
        "p.expect(b'[')",
        'p.expect(Token::Word("a"))',
        "p.expect(T![,])",
        "m!(p.expect(Token::Comma))",
        "m!(p.expect('x'))",
    ],
)
def test_an_expect_that_takes_no_text_is_a_parsers(call: str):
    assert sites(f"{call};") == []


def test_an_expect_of_a_parameter_that_is_no_text_is_a_parsers():
    text = b"""
fn a(expected: Token<'_>) { p.expect(expected) }
fn b(why: &str, more: String, any: T) { o.expect(why); o.expect(&more); o.expect(any) }
"""

    assert [each.code for each in scan(text).sites] == ["o.expect(why)", "o.expect(&more)", "o.expect(any)"]


def test_a_method_of_self_is_the_types_own_unless_it_extends_option():
    text = b"""
impl Parser { fn a(&mut self) { self.expect("["); self.unwrap(); self.rest.unwrap(); } }
impl<T> Extension for Option<T> { fn b(self) -> T { self.unwrap() } }
"""

    assert [(each.code, each.item) for each in scan(text).sites] == [
        ("self.rest.unwrap()", "Parser::a"),
        ("self.unwrap()", "Option as Extension::b"),
    ]


def test_lines_and_columns_are_those_of_the_word_in_characters():
    text = "fn f() {\r\n    é.ö()\r\n        .unwrap(); }\n".encode()

    (site,) = scan(text).sites

    assert (site.line, site.column) == (3, 10)
    assert text[site.start : site.end].decode() == "é.ö()\r\n        .unwrap()"


def test_marks_tell_what_rules_of_triage_ask():
    text = b"""
pub fn open(q: Query<&Place>) { a.expect("the file was just written"); }
pub(crate) fn inner() { b.expect(""); }
const SIZE: usize = c.unwrap();
static TABLE: Lazy<u8> = Lazy::new(|| d.unwrap());
struct Hidden;
impl Hidden { pub fn e() { e.unwrap() } }
impl Iterator for Shown { fn next(&mut self) { f.unwrap() } }
mod inside { pub fn g() { g.unwrap() } }
pub trait Way { fn h() { h.unwrap() } }
pub fn outer() { fn within() { i.unwrap() } }
"""

    marks = {each.code[0]: each.marks for each in scan(text).sites}

    assert marks == {
        "a": ("public", "reasoned", "takes Query"),
        **dict.fromkeys("bdeg", ()),
        "c": ("compile time",),
        "f": ("public",),
        "h": ("public",),
        "i": ("inner", "public"),
    }


def test_a_file_that_is_not_understood_says_where_and_still_gives_its_sites():
    scanned = scan(b'fn a() { x.unwrap() }\nfn b( { try!(c).unwrap(); // y.unwrap()\n  panic!("z") }\n')

    assert "line 2" in scanned.unparsed
    assert [(each.line, each.kind) for each in scanned.sites] == [(1, "unwrap"), (2, "unwrap"), (3, "panic")]


def test_what_is_no_utf8_says_so():
    assert "line 2: it is no UTF-8" in scan(b"fn a() {}\n// \xff\n").unparsed


@given(st.one_of(st.binary(max_size=200), st.text(alphabet=".unwrap()[]{}!#cfg\"'/*\n", max_size=200).map(str.encode)))
def test_no_bytes_make_it_fail(source: bytes):
    for site in scan(source).sites:
        assert 0 <= site.start < site.end <= len(source)
