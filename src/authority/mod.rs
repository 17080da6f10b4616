//! What the program knows of the world before it reads a document: bodies, named instruments, known
//! organisations, and the words of each language. Every fact is a row of a file in `data/`, built in.

pub mod bodies;
pub mod lexicon;
pub mod verbs;

use std::sync::OnceLock;

/// One language: its words and its compiled verbs.
#[derive(Debug)]
pub struct LanguageWords {
    /// The words.
    pub lexicon: lexicon::Lexicon,
    /// The verbs.
    pub verbs: verbs::Verbs,
}

/// The tables of `data/`, parsed.
#[derive(Debug)]
pub struct Authority {
    /// The languages, in the order in which they are tried.
    pub languages: Vec<LanguageWords>,
    /// The bodies.
    pub bodies: bodies::Bodies,
}

impl Authority {
    /// Returns the tables built into the program.
    pub fn embedded() -> &'static Authority {
        static EMBEDDED: OnceLock<Authority> = OnceLock::new();
        EMBEDDED.get_or_init(|| Authority {
            languages: lexicon::embedded()
                .into_iter()
                .map(|lexicon| LanguageWords { verbs: verbs::Verbs::new(&lexicon.verbs), lexicon })
                .collect(),
            bodies: bodies::Bodies,
        })
    }

    /// Returns the words of a language; English where the language has no file.
    pub fn words(&self, language: &crate::model::Language) -> &LanguageWords {
        self.languages.iter().find(|w| w.lexicon.code == language.as_str()).unwrap_or(&self.languages[0])
    }
}
