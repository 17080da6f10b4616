//! What stands near a place: the end of the text before it, and what touches it, so that work on one place does not grow with the text.

/// Returns the last bytes of a text, at most `most`, from the border of a letter on.
pub(super) fn tail(text: &str, most: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(most))..]
}

/// Returns the first bytes of a text, at most `most`, to the border of a letter.
pub(super) fn head(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Returns the part of a text behind its last sentence: what follows a full stop, a blank and a capital letter. Short
/// words before the stop are abbreviations.
pub(super) fn sentence(text: &str) -> &str {
    let mut stops = memchr::memrchr_iter(b'.', text.as_bytes()).filter(|at| text[at + 1..].starts_with(' '));
    let stop = stops.find(|at| {
        let word = text[..*at].rsplit([' ', '(']).next().unwrap_or("");
        word.chars().count() > 4 && text[at + 2..].starts_with(char::is_uppercase)
    });
    stop.map_or(text, |at| &text[at + 2..])
}

/// Returns whether no letter or digit touches a range: it is a word, or words, of its own.
pub(super) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_whole() {
        assert_eq!(tail("abcé", 2), "é");
        assert_eq!(tail("abcé", 1), "");
        assert_eq!(tail("ab", 9), "ab");
        assert_eq!(head("éa", 1), "");
        assert_eq!(head("éa", 2), "é");
        assert!(stands_alone("the Lakes, too", 4, 9) && !stands_alone("Lakeside", 0, 4));
        assert_eq!(sentence("It ended there. In its "), "In its ");
        assert_eq!(sentence("Official Records, Supplement No. 3"), "Official Records, Supplement No. 3");
    }
}
