//! A reference that waits for its target: all that is needed to resolve it without reading its file again.

use super::{Class, Date, Id, Language, Relation, Role, Verb, Via};

/// What the words of a reference ask for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// The document of this title.
    Title(String),
    /// The instrument that this definite phrase names, without its article (`Tallinn Rules`).
    Name(String),
    /// The resolution of this number, in the form that symbols have (`53/243A`).
    Resolution(String),
    /// The decision of this number.
    Decision(String),
}

impl Asked {
    /// Returns the stable name of the kind, as files have it.
    pub fn kind(&self) -> &'static str {
        match self {
            Asked::Title(_) => "title",
            Asked::Name(_) => "name",
            Asked::Resolution(_) => "resolution",
            Asked::Decision(_) => "decision",
        }
    }

    /// Returns the words or the number.
    pub fn words(&self) -> &str {
        match self {
            Asked::Title(words) | Asked::Name(words) | Asked::Resolution(words) | Asked::Decision(words) => {
                words
            }
        }
    }

    /// Returns what a kind and its words stand for.
    pub fn from_parts(kind: &str, words: String) -> Option<Self> {
        match kind {
            "title" => Some(Asked::Title(words)),
            "name" => Some(Asked::Name(words)),
            "resolution" => Some(Asked::Resolution(words)),
            "decision" => Some(Asked::Decision(words)),
            _ => None,
        }
    }
}

/// A reference without target, with what a [`super::Citation`] of it would say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What the words ask for.
    pub asked: Asked,
    /// The place inside the target (`art.4`).
    pub place: Option<String>,
    /// Id of the citing document, or of its annex.
    pub source: Id,
    /// How the reference names its target.
    pub class: Class,
    /// What the reference says.
    pub relation: Relation,
    /// The governing verb.
    pub verb: Option<Verb>,
    /// Whether a footnote takes part.
    pub via: Via,
    /// What the reference does in its clause.
    pub role: Role,
    /// The connector before the reference.
    pub connector: Option<String>,
    /// The date that the text prints with the reference.
    pub date: Option<Date>,
    /// What the document probably means, where that is known.
    pub suggestion: Option<Id>,
    /// Language of the citing text.
    pub language: Language,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for asked in
            [Asked::Title, Asked::Name, Asked::Resolution, Asked::Decision].map(|of| of("x".to_owned()))
        {
            assert_eq!(Asked::from_parts(asked.kind(), asked.words().to_owned()), Some(asked));
        }
        assert_eq!(Asked::from_parts("bird", String::new()), None);
    }
}
