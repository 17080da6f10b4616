//! Texts of any origin as safe DOT: quoted strings, texts inside HTML labels, links.

use graphviz_rust::dot_structures::Id;

/// Returns a text as a double-quoted DOT string.
///
/// Graphviz reads a string twice. The lexer knows only `\"`; the value of a label, tooltip or link is then read
/// again, where `\\` is a backslash, `\n` a line end, `\N` the node's name and `&lt;` a `<`. So a quote becomes
/// `\"`, a backslash `\\`, a line end `\n`, an ampersand that begins an entity `&amp;`; other control characters
/// become blanks.
pub(super) fn quoted(text: &str) -> Id {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let unified = text.replace("\r\n", "\n");
    for (at, letter) in unified.char_indices() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\r' => out.push_str("\\n"),
            '&' if begins_entity(&unified[at..]) => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    Id::Escaped(out)
}

/// Returns whether a text that begins with `&` would be read as an entity (`&amp;`, `&#233;`).
fn begins_entity(text: &str) -> bool {
    text[1..].split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}

/// Returns a text for the inside of an HTML label; characters that XML forbids become blanks.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_to_their_quotes() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), Id::Escaped(expected.to_owned()));
        check("plain", "\"plain\"");
        check("say \"no\"", "\"say \\\"no\\\"\"");
        check("back\\slash\\", "\"back\\\\slash\\\\\"");
        check("two\nlines\r\nthree", "\"two\\nlines\\nthree\"");
        check("<b>bold</b>", "\"<b>bold</b>\"");
        check("AT&T; R&D &lt;", "\"AT&amp;T; R&D &amp;lt;\"");
        check("إعلان 宣言", "\"إعلان 宣言\"");
        check("bell\u{7}", "\"bell \"");
        check("", "\"\"");
    }

    #[test]
    fn html_labels_show_what_the_title_says() {
        assert_eq!(html("<b> & \"x\"\n"), "&lt;b&gt; &amp; &quot;x&quot; ");
    }
}
