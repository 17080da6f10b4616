//! What the program knows of the world before it reads a document: bodies, named instruments, known
//! organisations, and the words of each language. Every fact is a row of a file in `data/`, built in.

pub mod automaton;
mod bodies;
mod general_comments;
mod instruments;
pub mod lexicon;
pub mod list_words;
mod number;
pub mod ocr;
pub mod opening;
pub mod organisations;
pub mod places;
pub mod protocols;
mod running_numbers;
pub mod second_columns;
pub mod slug;
mod special_sessions;
pub mod starts;
mod states;
mod supplements;
pub mod typed;
pub mod verbs;

use std::sync::OnceLock;

pub use bodies::{Bodies, Body, Numbering, of_statement};
pub use general_comments::GeneralComments;
pub use instruments::{Checked, Instrument, InstrumentName, Instruments, NameUse};
pub use number::{Number, ParseNumberError, roman_value};
pub use running_numbers::{Period, RunningNumbers};
pub use states::{State, States};
pub use supplements::Supplements;

use crate::model::Language;

/// One language: its words and its verbs, which are compiled when they are first asked for.
#[derive(Debug)]
pub struct LanguageWords {
    /// The words.
    pub lexicon: lexicon::Lexicon,
    verbs: OnceLock<verbs::Verbs>,
}

impl LanguageWords {
    /// Returns the verbs.
    pub fn verbs(&self) -> &verbs::Verbs {
        self.verbs.get_or_init(|| verbs::Verbs::new(&self.lexicon.verbs))
    }
}

/// The tables of `data/`, parsed.
#[derive(Debug)]
pub struct Authority {
    /// Bodies that adopt or issue documents.
    pub bodies: Bodies,
    /// Named instruments and their names.
    pub instruments: Instruments,
    /// Which numbers fall into which year or session.
    pub running_numbers: &'static RunningNumbers,
    /// General comments of the treaty bodies.
    pub general_comments: GeneralComments,
    /// Supplements of the Official Records.
    pub supplements: Supplements,
    /// States and groups of States.
    pub states: &'static States,
    /// The languages, in the order in which they are tried.
    pub languages: Vec<LanguageWords>,
}

impl Authority {
    /// Returns the tables built into the program.
    pub fn embedded() -> &'static Authority {
        static EMBEDDED: OnceLock<Authority> = OnceLock::new();
        EMBEDDED.get_or_init(|| Authority {
            bodies: Bodies::embedded(),
            instruments: Instruments::embedded(),
            running_numbers: RunningNumbers::embedded(),
            general_comments: GeneralComments::embedded(),
            supplements: Supplements::embedded(),
            states: States::embedded(),
            languages: lexicon::embedded()
                .into_iter()
                .map(|lexicon| LanguageWords { verbs: OnceLock::new(), lexicon })
                .collect(),
        })
    }

    /// Returns the words of a language; English where the language has no file.
    pub fn words(&self, language: &Language) -> &LanguageWords {
        self.languages.iter().find(|w| w.lexicon.code == language.as_str()).unwrap_or(&self.languages[0])
    }
}
