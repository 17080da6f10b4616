//! What stands near a place: the end of the text before it, so that work on one place does not grow with the text.

/// Returns the last bytes of a text, at most `most`, from the border of a letter on.
pub(super) fn tail(text: &str, most: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(most))..]
}

/// Returns the first bytes of a text, at most `most`, to the border of a letter.
pub(super) fn head(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
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
