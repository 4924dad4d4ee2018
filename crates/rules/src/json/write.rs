//! From JSON to text, as a person would lay it out.

use super::Json;
use std::fmt::{self, Write};

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text, 0);
        f.write_str(&text)
    }
}

impl Json {
    fn write(&self, text: &mut String, depth: usize) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(true) => text.push_str("true"),
            Self::Bool(false) => text.push_str("false"),
            Self::Number(number) => text.push_str(number),
            Self::String(words) => quote(text, words),
            Self::Array(list) => {
                text.push('[');
                for (index, item) in list.iter().enumerate() {
                    line(text, index > 0, depth + 1);
                    item.write(text, depth + 1);
                }
                close(text, ']', list.is_empty(), depth);
            }
            Self::Object(object) => {
                text.push('{');
                for (index, (name, value)) in object.entries().iter().enumerate() {
                    line(text, index > 0, depth + 1);
                    quote(text, name);
                    text.push_str(": ");
                    value.write(text, depth + 1);
                }
                close(text, '}', object.entries().is_empty(), depth);
            }
        }
    }
}

/// A new line, after a comma when something stands before.
fn line(text: &mut String, after: bool, depth: usize) {
    text.push_str(if after { ",\n" } else { "\n" });
    for _ in 0..depth {
        text.push_str("  ");
    }
}

fn close(text: &mut String, sign: char, empty: bool, depth: usize) {
    if !empty {
        line(text, false, depth);
    }
    text.push(sign);
}

fn quote(text: &mut String, words: &str) {
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            ..' ' => {
                // Writing to a text does not fail.
                let _ = write!(text, "\\u{:04x}", u32::from(letter));
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use crate::json::{Json, Object, read};

    #[test]
    fn what_is_written_is_read_again_by_us_and_by_others() {
        let mut object = Object::default();
        object.insert("vide", Json::Array(Vec::new()));
        object.insert("é\"\\\n\t\u{1}", Json::Array(vec![Json::Null, Json::Bool(true)]));
        object.insert("nombre", Json::Number("-12.50".into()));
        object.insert("dedans", Json::Object(Object::default()));
        let json = Json::Object(object);
        let text = json.to_string();
        assert_eq!(read(&text), Ok(json));
        let known: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(known["é\"\\\n\t\u{1}"][1], true);
        let laid_out = "{\n  \"a\": [\n    1,\n    {}\n  ]\n}";
        assert_eq!(read(laid_out).map(|json| json.to_string()), Ok(laid_out.to_owned()));
    }
}
