//! What the program knows of the world before it reads a document: bodies, named instruments, known
//! organisations, and the words of each language. Every fact is a row of a file in `data/`, built in.

mod bodies;
mod instruments;
mod number;
pub mod typed;

use std::sync::OnceLock;

pub use bodies::{Bodies, Body, Numbering};
pub use instruments::{Checked, Instrument, InstrumentName, Instruments, NameUse};
pub use number::{Number, ParseNumberError};

/// The tables of `data/`, parsed.
#[derive(Debug)]
pub struct Authority {
    /// Bodies that adopt or issue documents.
    pub bodies: Bodies,
    /// Named instruments and their names.
    pub instruments: Instruments,
}

impl Authority {
    /// Returns the tables built into the program.
    pub fn embedded() -> &'static Authority {
        static EMBEDDED: OnceLock<Authority> = OnceLock::new();
        EMBEDDED
            .get_or_init(|| Authority { bodies: Bodies::embedded(), instruments: Instruments::embedded() })
    }
}
