use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::Mutex;

pub const NUMBER: u32 = Some(7u32).unwrap();

pub struct Shelf {
    items: HashMap<String, u32>,
    label: Option<String>,
    count: Mutex<u32>,
}

type Answer<T> = std::result::Result<T, String>;

impl Shelf {
    pub fn label(&self) -> Option<&String> {
        let label = self.label.as_ref().unwrap();
        Some(label)
    }

    pub fn number(&self, text: &str) -> Answer<u32> {
        let number: u32 = text.parse().unwrap();
        Ok(number)
    }

    pub fn boxed(&self, text: &str) -> Result<u32, Box<dyn std::error::Error>> {
        Ok(text.parse::<u32>().unwrap() + *self.items.get(text).unwrap())
    }

    pub fn first(&self, words: &[&str]) -> io::Result<u8> {
        Ok(words.first().unwrap().bytes().next().expect(""))
    }

    pub fn count(&self) {
        *self.count.lock().unwrap() += 1;
    }

    pub fn borrowed<'a>(&self, words: &'a [String]) -> &'a String {
        words.last().unwrap()
    }

    pub fn sum(&self, words: &[&str]) -> u32 {
        let mut sum = 0;
        for word in words {
            // `continue` must not be written in the closure.
            sum += word.parse::<u32>().unwrap();
            let doubled = || word.len().checked_mul(2).unwrap();
            sum += doubled() as u32;
        }
        sum
    }

    pub fn kept(&self, words: &[&str]) -> Vec<u32> {
        words.iter().filter_map(|word| Some(self.items.get(*word).unwrap() + 1)).collect()
    }

    pub fn chained(&mut self, key: &str) {
        self.items.get_mut(key).unwrap().checked_add(1).unwrap();
        self.items.remove(key).unwrap();
    }

    pub async fn later(&self, text: &str) -> Option<u32> {
        let inner = async { text.parse::<u32>().unwrap() };
        Some(inner.await + self.label.as_ref().unwrap().len() as u32)
    }

    pub const fn fixed(value: Option<u32>) -> u32 {
        value.unwrap()
    }

    pub fn said(&self) -> String {
        // "a.unwrap()" in a comment and a string are nobody's business.
        format!("{} {}: x.unwrap()", self.label.as_ref().unwrap(), vec![self.items.get("a").unwrap(); 2].len())
    }

    pub fn never(&self) -> ! {
        std::process::exit(*self.items.get("code").unwrap() as i32)
    }

    pub fn several_lines(&self, text: &str) -> Result<u32, std::num::ParseIntError> {
        let number = text
            .trim()
            .parse::<u32>()
            // it was checked
            .unwrap();
        Ok(number)
    }

    pub fn labelled(&self) -> usize {
        let found = 'search: {
            if self.items.is_empty() {
                break 'search None;
            }
            Some(1usize)
        };
        found.unwrap()
    }

    pub fn matched(&self, key: &str) -> u32 {
        match self.items.get(key).unwrap() {
            0 => 1,
            other => *other,
        }
    }

    pub fn mapped(&self, key: Option<&str>) -> Option<&u32> {
        key.map(|key| self.items.get(key).unwrap())
    }

    pub fn mapped_all(&self, words: &[&str]) -> usize {
        words.iter().map(|word| self.items.get(*word).unwrap()).count()
    }

    pub fn literal(&self) -> bool {
        Point { x: Some(1) }.x.unwrap() > 0
    }
}

struct Point {
    x: Option<i32>,
}

impl fmt::Display for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label.as_ref().unwrap())
    }
}

pub fn generic<T>(values: &mut Vec<T>) -> T {
    values.pop().unwrap()
}

pub fn cell(cell: &RefCell<Option<u8>>) -> u8 {
    cell.borrow_mut().take().unwrap()
}

pub fn kept_apart(words: &mut HashMap<u32, u32>, key: Option<u32>, value: u32) {
    // What is bound must not be called `value`.
    words.insert(key.unwrap(), value);
}

pub fn stepped(costs: &[Option<u32>]) -> u32 {
    let (mut at, mut sum) = (0, 0);
    while at < costs.len() {
        // `continue` would leave the step out.
        let cost = costs[at].unwrap();
        sum += cost;
        at += 1;
    }
    sum
}

pub fn closed(end: Option<std::sync::mpsc::Sender<u32>>, other: std::sync::mpsc::Receiver<u32>) -> u32 {
    // The channel ends as soon as its sender is dropped.
    end.unwrap();
    other.iter().sum()
}

pub fn pushed(all: &Mutex<Vec<u32>>, number: u32) {
    all.lock().unwrap().push(number);
}

macro_rules! taken {
    ($e:expr) => {
        $e.unwrap()
    };
}

pub fn expanded(value: Option<u8>) -> u8 {
    taken!(value)
}

#[cfg(feature = "extra")]
pub fn nowhere(value: Option<u8>) -> u8 {
    value.unwrap()
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts() {
        let shelf = super::Shelf { items: Default::default(), label: None, count: Default::default() };
        shelf.count();
        assert_eq!(*shelf.count.lock().unwrap(), 1);
        assert_eq!("3".parse::<u8>().unwrap(), 3, "{}", Some(1).unwrap());
    }
}
