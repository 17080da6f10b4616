//! Folds printed words to the form in which they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns a printed word with the hyphens of a broken font repaired: `-` U+2010, U+2010 and U+2011 become `-`,
/// soft hyphens vanish.
pub fn repair(word: &str) -> String {
    word.replace("-\u{2010}", "-").replace(['\u{2010}', '\u{2011}'], "-").replace('\u{ad}', "")
}

/// Returns the key of a text: letters and digits in small letters without accents, words parted by one blank,
/// everything else left out.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let at = out.len();
        if at > 0 {
            out.push(' ');
        }
        let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        out.extend(letters.filter(|c| c.is_alphanumeric()));
        if out.len() == at + usize::from(at > 0) {
            out.truncate(at);
        }
    }
    out
}

/// Returns the key under which a name is looked up: as [`key`], with one spelling of *centre* and
/// *organisation* and without a leading article or a closing legal form.
pub fn name_key(text: &str) -> String {
    let key = key(&repair(text));
    let mut words: Vec<&str> = key
        .split(' ')
        .map(|w| match w {
            "center" => "centre",
            "organization" => "organisation",
            "organizations" => "organisations",
            "programme" => "program",
            other => other,
        })
        .collect();
    while words.len() > 1 && matches!(words.last(), Some(&("inc" | "ltd"))) {
        words.pop();
    }
    if words.len() > 2 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
}

/// Returns whether `first` stands before `second` or may do so: by words or by letters.
pub fn ascends(first: &str, second: &str) -> bool {
    first <= second || first.bytes().filter(|b| *b != b' ').le(second.bytes().filter(|b| *b != b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_accents_and_punctuation() {
        let check = |text: &str, expected: &str| assert_eq!(key(text), expected);
        check("Unión  de “Mujeres” - Río", "union de mujeres rio");
        check("E-Learning", "elearning");
        check("(ABC) & Co.", "abc co");
        check("Фонд Мир", "фонд мир");
    }

    #[test]
    fn names_meet_under_one_spelling() {
        assert_eq!(name_key("The River Center, Inc."), name_key("River Centre"));
        assert_eq!(repair("Trans-\u{2010}River"), "Trans-River");
    }

    #[test]
    fn lists_may_be_sorted_by_words_or_by_letters() {
        assert!(ascends("human rights", "humanist union"));
        assert!(ascends("humanist union", "human rights"));
        assert!(!ascends("river", "lake"));
    }
}
