//! From text to JSON.

use super::{Json, Object, Place};

/// Lists and objects inside each other beyond this are no household: the browser's stack is small.
const DEEPEST: usize = 100;

/// Reads a text that is nothing but one value.
pub(crate) fn read(text: &str) -> Result<Json, Place> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(DEEPEST).filter(|_| {
        reader.space();
        reader.at == text.len()
    });
    value.ok_or_else(|| reader.place())
}

struct Reader<'a> {
    text: &'a str,
    /// What comes next, as a position in the text.
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past what is expected, if it comes next.
    fn eat(&mut self, expected: &str) -> Option<()> {
        let found = self.rest().starts_with(expected);
        self.at += if found { expected.len() } else { 0 };
        found.then_some(())
    }

    /// Goes past what comes next as long as it is one of these; nothing when none is.
    fn run(&mut self, wanted: fn(u8) -> bool) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(wanted) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn space(&mut self) {
        self.run(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn place(&self) -> Place {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Place { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        Some(match self.peek()? {
            b'n' => {
                self.eat("null")?;
                Json::Null
            }
            b't' => {
                self.eat("true")?;
                Json::Bool(true)
            }
            b'f' => {
                self.eat("false")?;
                Json::Bool(false)
            }
            b'"' => Json::String(self.string()?),
            b'[' => {
                let mut list = Vec::new();
                self.items(']', depth, |reader, depth| {
                    list.push(reader.value(depth)?);
                    Some(())
                })?;
                Json::Array(list)
            }
            b'{' => {
                let mut object = Object::default();
                self.items('}', depth, |reader, depth| {
                    let name = reader.string()?;
                    reader.space();
                    reader.eat(":")?;
                    let value = reader.value(depth)?;
                    object.insert(&name, value);
                    Some(())
                })?;
                Json::Object(object)
            }
            _ => self.number()?,
        })
    }

    /// Items between commas, from an opening sign to its closing one.
    fn items(
        &mut self,
        close: char,
        depth: usize,
        mut item: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        let below = depth.checked_sub(1)?;
        let close = close.encode_utf8(&mut [0; 4]).to_owned();
        self.at += 1;
        self.space();
        if self.eat(&close).is_some() {
            return Some(());
        }
        loop {
            self.space();
            item(self, below)?;
            self.space();
            if self.eat(&close).is_some() {
                return Some(());
            }
            self.eat(",")?;
        }
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        let digits = |byte: u8| byte.is_ascii_digit();
        self.eat("-");
        // A number does not begin with needless zeros.
        if self.eat("0").is_none() {
            self.run(digits)?;
        }
        if self.eat(".").is_some() {
            self.run(digits)?;
        }
        if self.eat("e").or_else(|| self.eat("E")).is_some() {
            self.eat("+").or_else(|| self.eat("-"));
            self.run(digits)?;
        }
        Some(Json::Number(self.text.get(start..self.at)?.to_owned()))
    }

    fn string(&mut self) -> Option<String> {
        self.eat("\"")?;
        let mut string = String::new();
        loop {
            let next = self.rest().chars().next().filter(|next| *next >= ' ')?;
            self.at += next.len_utf8();
            match next {
                '"' => return Some(string),
                '\\' => string.push(self.escaped()?),
                next => string.push(next),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let escape = self.peek()?;
        let letter = match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode();
            }
            _ => return None,
        };
        self.at += 1;
        Some(letter)
    }

    /// The letter of `00e9`, or of two such in a row where one is not enough.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if let Some(letter) = char::from_u32(first) {
            return Some(letter);
        }
        self.eat("\\u")?;
        let second = self.hexadecimal()?;
        let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + (high << 10 | low))
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let number =
            digits.chars().try_fold(0, |number, digit| Some(number << 4 | digit.to_digit(16)?))?;
        self.at += 4;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same value as a well-known library sees it.
    fn known(json: &Json) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(yes) => (*yes).into(),
            Json::Number(number) => serde_json::from_str(number).unwrap_or_default(),
            Json::String(text) => text.as_str().into(),
            Json::Array(list) => list.iter().map(known).collect(),
            Json::Object(object) => {
                object.entries().iter().map(|(name, value)| (name.clone(), known(value))).collect()
            }
        }
    }

    fn like_the_library(text: &str) {
        match (read(text), serde_json::from_str::<serde_json::Value>(text)) {
            (Ok(ours), Ok(theirs)) => assert_eq!(known(&ours), theirs, "{text}"),
            (Err(_), Err(_)) => {}
            // Too large for the binary float that others make of it.
            (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => {}
            (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
        }
    }

    #[test]
    fn each_form_is_read_as_others_read_it() {
        for text in [
            "",
            " ",
            "null",
            " true ",
            "falses",
            "nul",
            "0",
            "-0",
            "01",
            "-",
            "1.",
            ".5",
            "1.50",
            "1e5",
            "1ee5",
            "1E+2",
            "1e-2",
            "1e",
            "+1",
            "[]",
            "[ ]",
            "[,]",
            "[1,]",
            "[1 2]",
            "[1,[2,{}]]",
            "{}",
            "{1:2}",
            r#"{"a":1,"a":2}"#,
            r#"{"b" : [null] , "a":{}}"#,
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            r#""é\n\"\\\/\b\f\r\t\u00e9\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ud83d\u0041""#,
            r#""\ude00""#,
            r#""\u00g0""#,
            r#""\u00""#,
            r#""\x""#,
            "\"\n\"",
            "\"\u{7f}\"",
            "\"",
            "\u{a0}1",
            "\u{feff}1",
            "1 1",
            "[1]]",
        ] {
            like_the_library(text);
        }
    }

    #[test]
    fn a_place_is_a_line_and_a_letter() {
        assert_eq!(read("{\n \"é\" x"), Err(Place { line: 2, column: 6 }));
    }

    #[test]
    fn depth_is_bounded() {
        assert!(read(&"[".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_others_read_it(text in r#"[\[\]{}:,"\\ntrufalsebd0-9.eE+\- é\n]{0,24}"#) {
            like_the_library(&text);
        }
    }
}
