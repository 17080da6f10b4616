//! Text -> stems with their places, in six languages.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Language;

/// The stroke that only stretches an Arabic word.
const TATWEEL: char = 'ـ';

/// One searchable word of a text, or a pair of Chinese characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// What is indexed: lower case, without ending and without marks.
    pub text: String,
    /// The bytes of the text that it was made of.
    pub span: Range<usize>,
}

/// Returns the stems of a text in its order.
///
/// The script of a word decides before the language of the text: a Latin name in a Russian text is stemmed as English.
/// Endings are those of the Snowball algorithms (Porter 1980, 2001; <https://snowballstem.org>). From Arabic words the
/// article, with what is written before it, and the conjunction *wa* go first (light10: Larkey, Ballesteros & Connell
/// 2007). Chinese characters give every pair that
/// stands side by side, and the last character of a run alone.
///
/// # Examples
///
/// ```
/// use travaux::model::Language;
/// use travaux::search::stems;
///
/// let text = "Recalling its resolutions";
/// let found: Vec<String> = stems(text, &Language::english()).into_iter().map(|stem| stem.text).collect();
/// assert_eq!(found, ["recal", "it", "resolut"]);
/// let found: Vec<String> = stems("人权理事会", &Language::new("zh")).into_iter().map(|stem| stem.text).collect();
/// assert_eq!(found, ["人权", "权理", "理事", "事会", "会"]);
/// ```
pub fn stems(text: &str, language: &Language) -> Vec<Stem> {
    let mut found = Vec::new();
    for span in words(text) {
        let word = &text[span.clone()];
        match word.chars().next() {
            Some(first) if is_han(first) => pairs(word, span.start, &mut found),
            Some(first) => found.push(Stem { text: stem(word, algorithm(first, language)), span }),
            None => {}
        }
    }
    found
}

/// Returns what the index holds of a text: its stems with blanks between them.
pub fn indexed(text: &str, language: &Language) -> String {
    let stems: Vec<String> = stems(text, language).into_iter().map(|stem| stem.text).collect();
    stems.join(" ")
}

/// Returns a word as the index has it.
pub(super) fn stem(word: &str, algorithm: Option<Algorithm>) -> String {
    // The algorithms know letters with their accents in one character; the Russian one knows no ё.
    let lower: String =
        word.chars().flat_map(char::to_lowercase).nfc().map(|c| if c == 'ё' { 'е' } else { c }).collect();
    let stemmed = match algorithm {
        Some(Algorithm::Arabic) => {
            let letters: String = lower.chars().filter(|c| !is_combining_mark(*c) && *c != TATWEEL).collect();
            Stemmer::create(Algorithm::Arabic).stem(without_article(&letters)).into_owned()
        }
        Some(algorithm) => Stemmer::create(algorithm).stem(&lower).into_owned(),
        None => lower,
    };
    stemmed.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c) && *c != TATWEEL).collect()
}

/// Returns an Arabic word without article and conjunction, where a word remains.
fn without_article(word: &str) -> &str {
    let bare =
        ["وال", "بال", "كال", "فال", "لل", "ال"].into_iter().find_map(|prefix| word.strip_prefix(prefix));
    match bare {
        Some(bare) if bare.chars().count() >= 2 => bare,
        _ => word.strip_prefix('و').filter(|rest| rest.chars().count() >= 3).unwrap_or(word),
    }
}

/// Returns the algorithm for words that begin with this letter in a text of this language.
pub(super) fn algorithm(first: char, language: &Language) -> Option<Algorithm> {
    match first {
        '\u{0400}'..='\u{052f}' => Some(Algorithm::Russian),
        '\u{0600}'..='\u{06ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            Some(Algorithm::Arabic)
        }
        _ if !first.is_alphabetic() => None,
        _ => Some(match language.as_str() {
            "fr" => Algorithm::French,
            "es" => Algorithm::Spanish,
            _ => Algorithm::English,
        }),
    }
}

/// Returns whether a character is written without blanks between words.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns the runs of letters and digits of a text; Chinese characters are runs of their own.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let is_word = c.is_alphanumeric() || (open.is_some() && (is_combining_mark(c) || c == TATWEEL));
        match (is_word, open) {
            (false, _) => open = None,
            (true, Some(han)) if han == is_han(c) || is_combining_mark(c) => {
                if let Some(last) = found.last_mut() {
                    last.end = end;
                }
            }
            (true, _) => {
                found.push(at..end);
                open = Some(is_han(c));
            }
        }
    }
    found
}

fn pairs(run: &str, offset: usize, found: &mut Vec<Stem>) {
    let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let mut start = 0;
    for (place, end) in ends.iter().enumerate() {
        let to = *ends.get(place + 1).unwrap_or(end);
        // Characters for which there are two numbers are brought to one.
        found.push(Stem { text: run[start..to].nfkc().collect(), span: offset + start..offset + to });
        start = *end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(language: &str, text: &str, expected: &[&str]) {
        let language = Language::new(language);
        let found: Vec<String> = stems(text, &language).into_iter().map(|stem| stem.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn forms_of_a_word_are_one() {
        check("en", "Defenders, defender; DEFENDER’S", &["defend", "defend", "defend", "s"]);
        check("fr", "les droits, le droit", &["le", "droit", "le", "droit"]);
        check("es", "Resoluciones, resolución", &["resolu", "resolu"]);
        check("ru", "прав правам ещё еще", &["прав", "прав", "ещ", "ещ"]);
        check(
            "ru",
            "резолюции A/RES/53/144 Council’s",
            &["резолюц", "a", "res", "53", "144", "council", "s"],
        );
    }

    #[test]
    fn arabic_prefixes_and_vowels_are_no_part_of_the_word() {
        let alone = stems("حقوق", &Language::new("ar")).remove(0).text;
        for form in ["الحقوق", "والحقوق", "بالحقوق", "للحقوق", "وحقوق", "بحقوق", "حُقُوق", "حقـــوق"]
        {
            check("ar", form, &[&alone]);
        }
    }

    #[test]
    fn chinese_is_cut_into_pairs() {
        check("zh", "人权，第53/144号", &["人权", "权", "第", "53", "144", "号"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_stems_at_their_places(text in "\\PC{0,40}", language in "en|fr|es|ru|ar|zh") {
            for stem in stems(&text, &Language::new(language)) {
                prop_assert!(text.get(stem.span.clone()).is_some());
                prop_assert!(!stem.text.contains(char::is_whitespace));
            }
        }

        #[test]
        fn any_word_has_a_stem(text in "[a-zàâéèêëîïôùûüçñáíóú]{1,12}|[а-яё]{1,12}|[ء-ي]{1,12}") {
            for language in ["en", "fr", "es", "ru", "ar", "zh"] {
                prop_assert_eq!(stems(&text, &Language::new(language)).len(), 1);
            }
        }
    }
}
