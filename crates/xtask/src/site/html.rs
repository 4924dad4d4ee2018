//! The tags of a page, with where each attribute's value stands: enough to list what a page loads.

use std::ops::Range;

/// A tag that opens an element.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    attributes: Vec<(String, Range<usize>)>,
}

impl Tag {
    /// Where the value of an attribute stands in the page, without its quotes.
    pub(crate) fn place(&self, name: &str) -> Option<Range<usize>> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, place)| place.clone())
    }

    /// The value of an attribute.
    pub(crate) fn value<'a>(&self, html: &'a str, name: &str) -> Option<&'a str> {
        html.get(self.place(name)?)
    }
}

/// Every tag that opens an element, comments and the text of scripts left out.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = find(html, at, "<") {
        let rest = html.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = find(html, start, "-->").map_or(html.len(), |end| end + 3);
        } else if rest.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic()) {
            let (tag, end) = tag(html, start + 1);
            at = match tag.name.as_str() {
                "script" | "style" => {
                    find(html, end, &format!("</{}", tag.name)).unwrap_or(html.len())
                }
                _ => end,
            };
            tags.push(tag);
        } else {
            at = start + 1;
        }
    }
    tags
}

fn find(html: &str, from: usize, what: &str) -> Option<usize> {
    html.get(from..)?.find(what).map(|at| from + at)
}

/// Reads a tag whose name begins here, up to and with its `>`.
fn tag(html: &str, start: usize) -> (Tag, usize) {
    let mut reader = Reader { html, at: start };
    let name = reader.take(|c| !c.is_whitespace() && c != '>' && c != '/').to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        reader.take(|c| c.is_whitespace() || c == '/');
        let attribute = reader.take(|c| !c.is_whitespace() && !matches!(c, '=' | '>' | '/'));
        if attribute.is_empty() {
            reader.take(|c| c == '=');
            if matches!(reader.next(), None | Some('>')) {
                return (Tag { name, attributes }, reader.at);
            }
            continue;
        }
        let attribute = attribute.to_ascii_lowercase();
        reader.take(char::is_whitespace);
        let place = if reader.eat('=') {
            reader.take(char::is_whitespace);
            reader.attribute_value()
        } else {
            reader.at..reader.at
        };
        attributes.push((attribute, place));
    }
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !keep(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn attribute_value(&mut self) -> Range<usize> {
        for quote in ['"', '\''] {
            if self.eat(quote) {
                let start = self.at;
                self.take(|c| c != quote);
                let end = self.at;
                self.eat(quote);
                return start..end;
            }
        }
        let start = self.at;
        self.take(|c| !c.is_whitespace() && c != '>');
        start..self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<(String, Vec<(String, &str)>)> {
        tags(html)
            .into_iter()
            .map(|tag| {
                let attributes = tag.attributes.into_iter();
                let attributes = attributes
                    .map(|(name, place)| (name, html.get(place).unwrap_or("?")))
                    .collect();
                (tag.name, attributes)
            })
            .collect()
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let html = "<!doctype html><!-- <a b=c> --><link rel=icon href='a b.png'/><script src = \"x\" async></script>";
        let pair = |name: &str, value| (name.to_owned(), value);
        assert_eq!(
            read(html),
            [
                ("link".to_owned(), vec![pair("rel", "icon"), pair("href", "a b.png")]),
                ("script".to_owned(), vec![pair("src", "x"), pair("async", "")]),
            ]
        );
    }

    #[test]
    fn the_text_of_a_script_is_not_a_tag() {
        assert_eq!(read("<script>if (a<b) '<i>'</script><p>1 < 2</p>").len(), 2);
    }

    #[test]
    fn a_broken_page_is_read_to_its_end() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b=\"", "<!--", "<script>", "<a = =>", "<é>"] {
            let _ = tags(html);
        }
    }
}
