//! What the program knows of the world before it reads a document: bodies, named instruments, known
//! organisations, and the words of each language. Every fact is a row of a file in `data/`, built in.

pub mod list_words;
pub mod organisations;
pub mod places;

use std::sync::OnceLock;

/// The tables of `data/`, parsed.
#[derive(Debug)]
pub struct Authority {}

impl Authority {
    /// Returns the tables built into the program.
    pub fn embedded() -> &'static Authority {
        static EMBEDDED: OnceLock<Authority> = OnceLock::new();
        EMBEDDED.get_or_init(|| Authority {})
    }
}
