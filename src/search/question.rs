//! What someone typed -> what the index is asked.

use thiserror::Error;

use super::stems::{algorithm, is_han, stem, words};
use crate::model::Language;

/// Says why typed words are no question.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuestionError {
    /// There is no word in them.
    #[error("'{typed}' has no word to search for")]
    Empty {
        /// What was typed.
        typed: String,
    },
    /// They only say what is not wanted.
    #[error("'{typed}' only says what is left out; add a word to search for")]
    OnlyExcluded {
        /// What was typed.
        typed: String,
    },
    /// A quotation has no end.
    #[error("the quotation mark at character {at} of '{typed}' is not closed")]
    Unclosed {
        /// What was typed.
        typed: String,
        /// The place of the mark, from 1.
        at: usize,
    },
}

/// A question to the index of words.
///
/// All words must stand in the same paragraph or title, in any order and form; `"words in quotation marks"` stand side by
/// side; `wom*` is the beginning of a word; `OR` between two words asks for one of them; a word behind `-` must not be
/// there. A word that is written with marks inside (`53/144`) is asked for as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Every group must be found, and of each one of its terms.
    wanted: Vec<Vec<Term>>,
    excluded: Vec<Term>,
}

/// One word or quotation, in each reading that it may have: stems that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) readings: Vec<Vec<String>>,
    /// Whether the last stem is the beginning of a word.
    pub(super) is_prefix: bool,
}

impl Question {
    /// Reads what was typed. Without a language, Latin letters are read as English, French and Spanish.
    ///
    /// # Errors
    ///
    /// Fails if nothing is asked for, or a quotation has no end.
    pub fn read(typed: &str, language: Option<&Language>) -> Result<Self, QuestionError> {
        let mut question = Question { wanted: Vec::new(), excluded: Vec::new() };
        let mut joins = false;
        for part in parts(typed)? {
            if part.text == "OR" && !part.quoted && !part.excluded {
                joins = !question.wanted.is_empty();
                continue;
            }
            let Some(term) = Term::of(&part, language) else {
                continue;
            };
            match question.wanted.last_mut() {
                _ if part.excluded => question.excluded.push(term),
                Some(group) if joins => group.push(term),
                _ => question.wanted.push(vec![term]),
            }
            joins = false;
        }
        match (question.wanted.is_empty(), question.excluded.is_empty()) {
            (false, _) => Ok(question),
            (true, true) => Err(QuestionError::Empty { typed: typed.to_owned() }),
            (true, false) => Err(QuestionError::OnlyExcluded { typed: typed.to_owned() }),
        }
    }

    /// Returns the question in the language of SQLite's index (<https://www.sqlite.org/fts5.html>, 3).
    pub fn expression(&self) -> String {
        let any = |terms: &[Term]| {
            let readings: Vec<String> = terms.iter().flat_map(Term::expressions).collect();
            format!("({})", readings.join(" OR "))
        };
        let wanted: Vec<String> = self.wanted.iter().map(|group| any(group)).collect();
        let mut text = wanted.join(" AND ");
        if !self.excluded.is_empty() {
            text = format!("({text}) NOT {}", any(&self.excluded));
        }
        text
    }

    /// Returns the terms that a find shows.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.wanted.iter().flatten()
    }
}

impl Term {
    fn of(part: &Part, language: Option<&Language>) -> Option<Self> {
        let is_prefix = part.text.ends_with('*') && !part.quoted;
        let guesses = [Language::english(), Language::new("fr"), Language::new("es")];
        let languages = language.map_or(guesses.as_slice(), std::slice::from_ref);
        let mut term = Term { readings: Vec::new(), is_prefix };
        for language in languages {
            let mut reading = Vec::new();
            for span in words(&part.text) {
                let word = &part.text[span];
                match word.chars().next() {
                    Some(first) if is_han(first) => {
                        let characters: Vec<char> = word.chars().collect();
                        // One character is the first of some pair, or the last of a run, which stands alone.
                        term.is_prefix |= characters.len() == 1;
                        match characters.as_slice() {
                            [_] => reading.push(stem(word, None)),
                            many => reading.extend(many.windows(2).map(|pair| pair.iter().collect())),
                        }
                    }
                    // What a prefix goes on with is not known, nor is its ending one.
                    Some(_) if is_prefix => reading.push(stem(word, None)),
                    Some(first) => reading.push(stem(word, algorithm(first, language))),
                    None => {}
                }
            }
            reading.retain(|stem| !stem.is_empty());
            if !reading.is_empty() && !term.readings.contains(&reading) {
                term.readings.push(reading);
            }
        }
        (!term.readings.is_empty()).then_some(term)
    }

    /// Stems are letters and digits only, so that nothing in the quotation needs another sign before it.
    fn expressions(&self) -> impl Iterator<Item = String> {
        let star = if self.is_prefix { " *" } else { "" };
        self.readings.iter().map(move |reading| format!("\"{}\"{star}", reading.join(" ")))
    }
}

struct Part {
    text: String,
    quoted: bool,
    excluded: bool,
}

/// Cuts what was typed at blanks that stand in no quotation.
fn parts(typed: &str) -> Result<Vec<Part>, QuestionError> {
    let mut parts = Vec::new();
    let mut rest = typed.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let excluded = c == '-' && rest.peek().is_some_and(|(_, next)| !next.is_whitespace());
        let (start, first) = match excluded {
            true => rest.next().unwrap_or((at, c)),
            false => (at, c),
        };
        let mut text = String::new();
        let quoted = matches!(first, '"' | '“' | '”' | '«' | '„');
        if quoted {
            let mut closed = false;
            for (_, c) in rest.by_ref() {
                closed = matches!(c, '"' | '”' | '“' | '»');
                if closed {
                    break;
                }
                text.push(c);
            }
            if !closed {
                let at = typed[..start].chars().count() + 1;
                return Err(QuestionError::Unclosed { typed: typed.to_owned(), at });
            }
        } else {
            text.push(first);
            while let Some((_, c)) = rest.next_if(|(_, c)| !c.is_whitespace()) {
                text.push(c);
            }
        }
        parts.push(Part { text, quoted, excluded });
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let language = Language::english();
        let asked = Question::read(typed, Some(&language)).map(|q| q.expression());
        assert_eq!(asked.as_deref(), Ok(expected), "{typed}");
    }

    #[test]
    fn words_quotations_beginnings_choices_and_exclusions() {
        check("women  Defenders", "(\"women\") AND (\"defend\")");
        check("\"human rights\" -children", "((\"human right\")) NOT (\"children\")");
        check("wom* OR gender council", "(\"wom\" * OR \"gender\") AND (\"council\")");
        check("53/144", "(\"53 144\")");
        check("人权维护者", "(\"人权 权维 维护 护者\")");
        check("权", "(\"权\" *)");
        check("OR women OR", "(\"women\")");
        check("a -- b \") NOT (\"", "(\"a\") AND (\"b\") AND (\"not\")");
    }

    #[test]
    fn a_word_without_language_is_read_in_three() {
        let asked = Question::read("resoluciones", None).expect("a word").expression();
        assert_eq!(asked, "(\"resolucion\" OR \"resolu\")");
    }

    #[test]
    fn what_cannot_be_asked_is_said() {
        let read = |typed: &str| Question::read(typed, None).expect_err(typed).to_string();
        assert_eq!(read(" ,. "), "' ,. ' has no word to search for");
        assert_eq!(read("-women"), "'-women' only says what is left out; add a word to search for");
        assert_eq!(read("a \"b"), "the quotation mark at character 3 of 'a \"b' is not closed");
    }
}
