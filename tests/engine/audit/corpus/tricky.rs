//! Places that look like others; `//~ KIND CONTEXT` marks what is to be found on a line. rustc compiles it.
#![allow(dead_code, unused, unconditional_panic)]

use std::collections::HashMap;

macro_rules! twice {
    ($value:expr) => {
        ($value.unwrap(), $value.unwrap()) //~ unwrap production unwrap production
    };
    (panic $value:expr) => {
        $value
    };
}

struct Parser {
    rest: Vec<Token>,
}

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Comma,
    Word(u8),
}

impl Parser {
    fn expect(&mut self, token: Token) -> Option<Token> {
        self.rest.pop().filter(|found| *found == token)
    }
    fn unwrap(&self) -> usize {
        self.rest.len()
    }
    fn pair(&mut self) -> Option<Token> {
        self.expect(Token::Comma)?;
        self.expect(Token::Word(1))?;
        let size = self.unwrap();
        self.rest.first().copied().expect("a pair has a first token"); //~ expect production
        Some(self.rest[size - 1]) //~ index production
    }
}

trait Must<T> {
    fn must(self) -> T;
}

impl<T> Must<T> for Option<T> {
    fn must(self) -> T {
        self.unwrap() //~ unwrap production
    }
}

fn texts() -> String {
    // a.unwrap() /* b.expect("c") */
    /* outer /* inner.unwrap() */ still.unwrap() */
    let plain = "x.unwrap() panic!()";
    let raw = r#"y.expect("z") "[0]"#;
    let bytes = b"todo!()";
    let quote = '"';
    let life: &'static str = "'";
    let after = Some(1).unwrap(); //~ unwrap production
    format!("{plain}{raw}{quote}{life}{}", Some(after).unwrap()) //~ unwrap production
}

fn near_misses(value: Option<u8>, result: Result<u8, u8>) -> u8 {
    let a = value.unwrap_or(1) + value.unwrap_or_default() + value.unwrap_or_else(|| 2);
    let b = result.unwrap_err();
    let c = result.expect_err("an error");
    let unwrap = 3;
    let all = [1, 2, 3];
    let whole = &all[..];
    a + b + c + unwrap + whole.len() as u8
}

fn chains(pair: (Option<u8>, Option<u8>), table: &HashMap<u8, Vec<u8>>) -> u8 {
    let first = pair
        .0
        // why it is there
        .unwrap(); //~ unwrap production
    let deep = table.get(&first).unwrap().first().unwrap() + table[&first][0]; //~ unwrap production unwrap production index production index production
    let (x, y) = twice!(Some(deep));
    assert_eq!(pair.0.unwrap(), table[&x][1]); //~ unwrap production index production index production
    assert!(matches!(vec![1u8, 2].iter().copied().collect::<Vec<_>>().first().unwrap(), 1)); //~ unwrap production
    x + y
}

fn panics(number: u8) -> u8 {
    match number {
        0 => panic!("zero"), //~ panic production
        1 => std::unreachable!(), //~ unreachable production
        2 => core::todo!(), //~ todo production
        3 => unimplemented! { "three" }, //~ unimplemented production
        #[cfg(test)]
        4 => Some(4).unwrap(), //~ unwrap test
        _ => number,
    }
}

const SIZE: usize = Some(3).unwrap(); //~ unwrap production

#[cfg(any(test, feature = "extra"))]
fn sometimes() -> u8 {
    Some(1).unwrap() //~ unwrap production
}

#[cfg(all(test, not(loom)))]
mod only_tests {
    fn helper() -> u8 {
        Some(1).expect("one") //~ expect test
    }
}

#[cfg(not(test))]
fn never_in_tests() -> u8 {
    Some(1).unwrap() //~ unwrap production
}

struct Maybe {
    held: Option<u8>,
}

impl Maybe {
    fn new(held: u8) -> Self {
        Maybe { held: Some(held) }
    }
    fn parse(text: &str) -> Option<Maybe> {
        text.parse().ok().map(Maybe::new)
    }
    fn twin(&self) -> Maybe {
        Maybe { held: self.held }
    }
    fn unwrap(&self) -> u8 {
        self.held.unwrap_or(0)
    }
    fn expect(&self, what: &str) -> u8 {
        self.held.unwrap_or(what.len() as u8)
    }
}

struct Holder {
    maybe: Maybe,
    held: Option<u8>,
}

impl Holder {
    fn sum(&self) -> u8 {
        self.maybe.unwrap() + self.held.unwrap() //~ unwrap production
    }
}

fn makes() -> Maybe {
    Maybe::new(1)
}

fn own_methods(given: &Maybe, other: Option<u8>) -> u8 {
    let made = Maybe::new(2);
    let said: Maybe = makes();
    let parsed = Maybe::parse("3").unwrap(); //~ unwrap production
    let all = given.unwrap() + made.unwrap() + said.expect("words") + makes().unwrap() + given.twin().unwrap();
    let given = other;
    let later = given.unwrap(); //~ unwrap production
    if let Some(made) = Some(other) {
        return made.unwrap(); //~ unwrap production
    }
    let closed = |made: Option<u8>| made.unwrap(); //~ unwrap production
    all + later + parsed.held.unwrap_or(3) + closed(other)
}

fn by_path(one: Option<u8>, two: Result<u8, String>, all: Vec<Option<u8>>) -> u8 {
    let first = Option::unwrap(one); //~ unwrap production
    let second = std::result::Result::expect(two, "a second"); //~ expect production
    let third = Option::<u8>::unwrap(one); //~ unwrap production
    let named = Maybe::unwrap(&makes());
    let raw = one.r#unwrap(); //~ unwrap production
    println!("{} {}", Option::unwrap(one), one.r#unwrap()); //~ unwrap production unwrap production
    let sum: u8 = all.into_iter().map(Option::unwrap).sum(); //~ unwrap production
    first + second + third + named + raw + sum
}

fn expect(ok: bool, what: &str) {
    assert!(ok, "{what}");
}

trait Extract<T> {
    fn unwrap(self) -> T;
}

impl Extract<u8> for bool {
    fn unwrap(self) -> u8 {
        self as u8
    }
}

fn free_functions_and_traits(text: &str) -> u8 {
    expect(!text.is_empty(), "a text");
    let first = text.bytes().next().unwrap(); //~ unwrap production
    first + text.parse::<u8>().expect("a number") //~ expect production
}

struct ParseResult {
    length: u8,
}

impl ParseResult {
    fn unwrap(&self) -> u8 {
        self.length
    }
    fn expect(&self, what: &str) -> u8 {
        self.unwrap() + what.len() as u8
    }
}

type Found = Option<u8>;

trait Sure {
    fn sure(self) -> u8;
}

impl Sure for Found {
    fn sure(self) -> u8 {
        self.unwrap() //~ unwrap production
    }
}

fn names_that_end_in_result(parsed: &ParseResult) -> u8 {
    parsed.unwrap() + parsed.expect("a length")
}

mod one {
    pub struct Wrapped(pub u8);
    impl Wrapped {
        pub fn unwrap(self) -> u8 {
            self.0
        }
        pub fn same(self) -> u8 {
            Wrapped(self.0).unwrap()
        }
    }
}

mod two {
    pub type Wrapped = Option<u8>;
    pub fn other(wrapped: Wrapped) -> u8 {
        wrapped.unwrap() //~ unwrap production
    }
    pub fn makes() -> Option<u8> {
        None
    }
}

mod above {
    use super::{makes, Maybe};
    pub fn of_above(given: &Maybe) -> u8 {
        given.unwrap() + makes().unwrap()
    }
}

fn names_with_another_meaning(makes: fn() -> Option<u8>) -> u8 {
    makes().unwrap() //~ unwrap production
}

fn imported_here() -> u8 {
    use two::makes;
    makes().unwrap() //~ unwrap production
}

fn declared_here() -> u8 {
    type Maybe = Option<u8>;
    let given: Maybe = None;
    given.unwrap() //~ unwrap production
}

struct Several {
    #[cfg(not(unix))]
    held: Option<u8>,
    #[cfg(unix)]
    held: Maybe,
}

impl Several {
    fn get(&self) -> Option<u8> {
        None
    }
}

trait Getting {
    fn get(&self) -> Maybe;
}

impl Getting for Several {
    fn get(&self) -> Maybe {
        makes()
    }
}

fn one_of_several(several: &Several) -> u8 {
    #[cfg(not(unix))]
    let built = Some(1);
    #[cfg(unix)]
    let built = makes();
    several.get().unwrap() + several.held.unwrap() + built.unwrap() //~ unwrap production unwrap production unwrap production
}

#[test]
fn a_test() {
    Some(1).unwrap(); //~ unwrap test
}

fn main() {}
