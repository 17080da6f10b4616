//! What stands near a place: the end of the text before it, so that work on one place does not grow with the text.

/// Returns the last bytes of a text, at most `most`, from the border of a letter on.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// Returns the first bytes of a text, at most `most`, to the border of a letter.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut to = text.len().min(most);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
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
    }
}
