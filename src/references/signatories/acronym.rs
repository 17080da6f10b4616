//! Tells whether a word in capitals abbreviates the words beside it.

use super::token::{Shape, Token};

/// Returns whether `word` abbreviates a run of two words or more that ends before it, on its own line.
pub fn closes(before: &[Token], word: &Token) -> bool {
    let Some(letters) = letters(word) else { return false };
    let line = before.iter().rev().take_while(|t| t.line == word.line).count();
    let names = content(&before[before.len() - line..]);
    (0..names.len().saturating_sub(1)).any(|from| heads(&letters, &names[from..]))
}

/// Returns whether the first word abbreviates the words that follow it on its line: `RIVINT River International`.
pub fn opens(words: &[Token]) -> bool {
    let Some((word, rest)) = words.split_first() else { return false };
    let Some(letters) = letters(word) else { return false };
    let line = rest.iter().take_while(|t| t.line == word.line).count();
    let names = content(&rest[..line]);
    (2..=names.len()).any(|to| heads(&letters, &names[..to]))
}

/// Returns the letters of a word in capitals that may be an acronym.
fn letters(word: &Token) -> Option<String> {
    let letters = word.key.to_uppercase();
    (word.opening == Shape::Capitals && letters.chars().count() >= 2).then_some(letters)
}

fn content<'w, 't>(words: &'w [Token<'t>]) -> Vec<&'w Token<'t>> {
    words.iter().filter(|t| !t.key.is_empty()).collect()
}

/// Returns whether the letters are made of one or more first letters of each word.
fn heads(letters: &str, words: &[&Token]) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    if word.function && heads(letters, rest) {
        return true;
    }
    let word = word.key.to_uppercase();
    letters
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|to| word.starts_with(&letters[..*to]))
        .any(|to| heads(&letters[to..], rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::references::signatories::token::tokens;

    fn check(line: &str, at: usize, closing: bool, opening: bool) {
        let mut text = Text::new();
        text.push(line, 0);
        let words = tokens(std::slice::from_ref(&text));
        assert_eq!(closes(&words[..at], &words[at]), closing, "{line}: closes");
        assert_eq!(opens(&words[at..]), opening, "{line}: opens");
    }

    #[test]
    fn acronyms_stand_beside_what_they_abbreviate() {
        check("River Friends International Forum RFIF", 4, true, false);
        check("Amigos de los Ríos AR", 4, true, false);
        check("Riverine Pond Organization, RIPO", 3, true, false);
        check("River Friends LAKE", 2, false, false);
        check("RIVINT River International", 0, false, true);
        check("RIVINT Lake International", 0, false, false);
    }
}
