//! Words for searching: what of a text is indexed, what a typed question asks the index, and how a find is shown.
//!
//! The forms of a word count as one: a text and a question are brought to the same stems, in the six official languages.
//! Chinese has no blanks between words and is cut into pairs of characters.

mod excerpt;
mod find;
mod question;
mod stems;

pub use excerpt::{Excerpt, Piece};
pub use find::{Filter, Found, FoundPassage, FoundTitle, Reference};
pub use question::{Question, QuestionError};
pub use stems::{Stem, indexed, stems};
