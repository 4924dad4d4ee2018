//! JSON, read from one end to the other without keeping any of it.
//!
//! What nearly all documents are made of is read here: names without escapes, plain numbers, `true`,
//! `false` and `null`. `serde_json` reads the rest.

use serde_json::value::RawValue;
use std::borrow::Cow;

/// A place in a text.
#[derive(Debug)]
pub(crate) struct Json<'a> {
    text: &'a str,
    at: usize,
}

/// The text is not JSON, or not what is wanted there.
#[derive(Debug)]
pub(crate) struct Malformed;

impl<'a> Json<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How much of the text was read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The column of what comes next, from 1; at the end, that of the last character.
    pub(crate) fn column(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        (self.at + 1).min(self.text.len()) - line
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// What comes next, after spaces.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Takes this, if it comes next.
    #[inline]
    pub(crate) fn takes(&mut self, wanted: u8) -> bool {
        let there =
            self.text.as_bytes().get(self.at) == Some(&wanted) || self.next() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    #[inline]
    pub(crate) fn take(&mut self, wanted: u8) -> Result<(), Malformed> {
        if self.takes(wanted) { Ok(()) } else { Err(Malformed) }
    }

    /// Whether a list or an object that ends like this goes on with one more, after the first.
    pub(crate) fn goes_on(&mut self, end: u8) -> Result<bool, Malformed> {
        if self.takes(b',') {
            return Ok(true);
        }
        self.take(end).map(|()| false)
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// What is left of it.
    #[inline]
    pub(crate) fn left(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes past so many bytes of what is left, that are whole values.
    #[inline]
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Takes this text, which needs no escape, between quotes if it comes next.
    #[inline]
    pub(crate) fn takes_string(&mut self, text: &str) -> bool {
        if self.next() != Some(b'"') {
            return false;
        }
        let rest = self.rest().get(1..).unwrap_or_default();
        let there = rest.get(text.len()) == Some(&b'"') && rest.starts_with(text.as_bytes());
        if there {
            self.at += text.len() + 2;
        }
        there
    }

    /// Takes a text between quotes.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.take(b'"')?;
        let rest = self.rest();
        let end = plain(rest);
        if rest.get(end) == Some(&b'"') {
            let text = self.text.get(self.at..self.at + end).ok_or(Malformed)?;
            self.at += end + 1;
            return Ok(Cow::Borrowed(text));
        }
        self.at -= 1;
        serde_json::from_str(self.other()?).map(Cow::Owned).map_err(|_| Malformed)
    }

    /// Takes a value, and gives it as it is written.
    pub(crate) fn raw(&mut self) -> Result<&'a str, Malformed> {
        let first = self.next();
        let rest = self.rest();
        let length = match first {
            Some(b'n') if rest.starts_with(b"null") => Some(4),
            Some(b't') if rest.starts_with(b"true") => Some(4),
            Some(b'f') if rest.starts_with(b"false") => Some(5),
            Some(b'0'..=b'9') => number(rest),
            Some(b'"') => {
                let inner = rest.get(1..).unwrap_or_default();
                let end = plain(inner);
                (inner.get(end) == Some(&b'"')).then_some(end + 2)
            }
            _ => None,
        };
        let Some(length) = length else { return self.other() };
        let raw = self.text.get(self.at..self.at + length).ok_or(Malformed)?;
        self.at += length;
        Ok(raw)
    }

    /// Takes any value.
    #[cold]
    fn other(&mut self) -> Result<&'a str, Malformed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let value = values.next().and_then(Result::ok).ok_or(Malformed)?;
        self.at += values.byte_offset();
        Ok(value.get())
    }
}

/// How much there is before a quote, an escape or what is no text: eight bytes are looked at once.
fn plain(text: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word & HIGH;
    let mut length = 0;
    while let Some(word) = text.get(length..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*word);
        let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        let found = below(word, 0x20) | is(b'"') | is(b'\\');
        // The first that is found is one for sure; those after may not be.
        if found != 0 {
            return length + (found.trailing_zeros() / 8) as usize;
        }
        length += 8;
    }
    let rest = text.get(length..).unwrap_or_default();
    let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    length + end.unwrap_or(rest.len())
}

/// The length of a number without exponent; nothing when it is not written so.
fn number(rest: &[u8]) -> Option<usize> {
    let digits = |mut to: usize| {
        while rest.get(to).is_some_and(u8::is_ascii_digit) {
            to += 1;
        }
        to
    };
    let whole = digits(0);
    // Nothing is written 007.
    if whole > 1 && rest.first() == Some(&b'0') {
        return None;
    }
    let length = if rest.get(whole) == Some(&b'.') { digits(whole + 1) } else { whole };
    // A point has digits on both sides.
    let complete = whole > 0 && length != whole + 1;
    (complete && !matches!(rest.get(length), Some(b'e' | b'E'))).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a text is a value and nothing else, here and for `serde_json`.
    fn both(text: &str) -> (bool, bool) {
        let mut json = Json::new(text);
        let ours = json.raw().is_ok() && json.next().is_none();
        (ours, serde_json::from_str::<&RawValue>(text).is_ok())
    }

    #[test]
    fn a_value_is_what_serde_json_takes_for_one() {
        let texts = [
            "0",
            "7",
            "007",
            "-0",
            "-1.5",
            "1.",
            ".5",
            "1.50",
            "1e3",
            "1.5E-2",
            "1e",
            "12a",
            "--1",
            "null",
            "nul",
            "nulls",
            "true",
            "false",
            "falsehood",
            "\"\"",
            "\"a\"",
            "\"é\"",
            "\"\\u00e9\"",
            "\"\\x\"",
            "\"a",
            "\"a\tb\"",
            "[1, [2]]",
            "{\"a\": {}}",
            "[1",
            "",
            " ",
            " 12 ",
            "\"a\" b",
        ];
        for text in texts {
            let (ours, theirs) = both(text);
            assert_eq!(ours, theirs, "{text}");
        }
    }

    #[test]
    fn a_name_with_escapes_is_read_all_the_same() {
        let mut json = Json::new(r#" "a\u00e9\n" : "#);
        assert_eq!(json.string().expect("a text"), "aé\n");
        assert!(json.takes(b':'));
    }
}
