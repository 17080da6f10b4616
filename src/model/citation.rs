//! One reference whose target is known, and one whose target is not.

use std::fmt::{self, Write as _};

use super::{Date, Id, Language, Open, Relation, Span, Verb};

/// How the reference names its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A printed symbol (`A/57/385`).
    Symbol,
    /// A suffix list on a printed symbol (`Corr.1-3`).
    SymbolSuffix,
    /// A number in prose (`resolution 53/144`).
    Number,
    /// A long name of an instrument.
    Name,
    /// A short or other name of an instrument.
    Alias,
    /// The title of a document.
    Title,
    /// A definite phrase that points back (`the Declaration`, `that resolution`).
    Short,
    /// A description whose target stands in a footnote (`the report of the Secretary-General`).
    Description,
    /// An open set (`all previous resolutions on this subject`).
    Set,
    /// The document's own number in its title or masthead.
    OwnIdentity,
    /// `the present resolution`.
    SelfReference,
    /// A paragraph of the same document.
    Internal,
    /// An edge that no single reference prints.
    Structural,
}

impl Class {
    /// Every class, in the order of listings.
    pub const ALL: [Class; 13] = [
        Class::Symbol,
        Class::SymbolSuffix,
        Class::Number,
        Class::Name,
        Class::Alias,
        Class::Title,
        Class::Short,
        Class::Description,
        Class::Set,
        Class::OwnIdentity,
        Class::SelfReference,
        Class::Internal,
        Class::Structural,
    ];

    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Symbol => "symbol",
            Class::SymbolSuffix => "symbol-suffix",
            Class::Number => "number",
            Class::Name => "name",
            Class::Alias => "alias",
            Class::Title => "title",
            Class::Short => "short",
            Class::Description => "description",
            Class::Set => "set",
            Class::OwnIdentity => "own-identity",
            Class::SelfReference => "self",
            Class::Internal => "internal",
            Class::Structural => "structural",
        }
    }

    /// Returns the class of a stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == name)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether a footnote takes part in the reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// No footnote.
    #[default]
    Text,
    /// The reference in the text carries this footnote mark.
    Marker(u32),
    /// The reference stands inside this footnote.
    Inside(u32),
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Via::Text => f.write_str("no"),
            Via::Marker(n) => write!(f, "marker:fn{n}"),
            Via::Inside(n) => write!(f, "in:fn{n}"),
        }
    }
}

impl Via {
    /// Returns the value of a stable name (`no`, `marker:fn1`, `in:fn1`).
    pub fn from_name(name: &str) -> Option<Self> {
        let number = |s: &str| s.parse().ok();
        match name {
            "no" => Some(Via::Text),
            _ => name
                .strip_prefix("marker:fn")
                .and_then(number)
                .map(Via::Marker)
                .or_else(|| name.strip_prefix("in:fn").and_then(number).map(Via::Inside)),
        }
    }
}

/// What the reference does in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The object of the governing verb.
    #[default]
    Object,
    /// Inside a clause that depends on the governing verb.
    Embedded,
    /// In a footnote: names the thing at the mark.
    Identifying,
    /// In a footnote: names the volume in which the thing at the mark is printed.
    Locator,
}

impl Role {
    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Object => "object",
            Role::Embedded => "embedded",
            Role::Identifying => "identifying",
            Role::Locator => "locator",
        }
    }

    /// Returns the role of a stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Role::Object, Role::Embedded, Role::Identifying, Role::Locator]
            .into_iter()
            .find(|r| r.as_str() == name)
    }
}

/// How sure a resolution is, in hundredths from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Makes a confidence of hundredths; more than 100 counts as 100.
    pub fn percent(hundredths: u8) -> Self {
        Self(hundredths.min(100))
    }

    /// Returns the hundredths.
    pub fn as_percent(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = [self.0 / 100, self.0 / 10 % 10, self.0 % 10].map(|digit| char::from(b'0' + digit));
        let [ones, tenths, hundredths] = digits;
        [ones, '.', tenths, hundredths].into_iter().try_for_each(|c| f.write_char(c))
    }
}

/// What contradicts a resolution, which is kept all the same: the document says what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Stable name of the kind: [`Warning::DATE_MISMATCH`], [`Warning::CITES_THE_FUTURE`],
    /// [`Warning::LINK_MISMATCH`], [`Warning::MISPRINT`], [`Warning::WITHDRAWN`] or `ocr-repaired`.
    pub code: String,
    /// What contradicts what, in words.
    pub explanation: String,
    /// What the document probably means, where that is known.
    pub suggestion: Option<Id>,
}

impl Warning {
    /// The printed year or date is not that of the number.
    pub const DATE_MISMATCH: &'static str = "date-mismatch";
    /// The target is younger than the citing document.
    pub const CITES_THE_FUTURE: &'static str = "cites-the-future";
    /// The link on the words leads to another document than they name.
    pub const LINK_MISMATCH: &'static str = "link-mismatch";
    /// The words are misprinted, and read as what they must mean.
    pub const MISPRINT: &'static str = "misprint";
    /// A sponsor is named that withdrew.
    pub const WITHDRAWN: &'static str = "withdrawn";

    /// Returns the warning as people read it: its kind, what contradicts what, and what is probably meant.
    pub fn in_words(&self) -> String {
        let mut text = self.code.replace('-', " ");
        if !self.explanation.is_empty() {
            text += &format!(": {}", self.explanation);
        }
        if let Some(meant) = &self.suggestion {
            text += &format!("; probably {meant}");
        }
        text
    }
}

/// One reference at one place, with one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Id of the citing document, or of its annex.
    pub source: Id,
    /// Label of the paragraph (`pp4`, `op2`, `fn3`, `header`).
    pub para: String,
    /// How the reference names its target.
    pub class: Class,
    /// The reference's own words, markup removed, white space folded.
    pub surface: String,
    /// The full id of the target.
    pub target: Id,
    /// What the reference says.
    pub relation: Relation,
    /// The governing verb; `None` in headers.
    pub verb: Option<Verb>,
    /// Whether a footnote takes part.
    pub via: Via,
    /// What the reference does in its clause.
    pub role: Role,
    /// The connector before the reference (`in accordance with`, `annexed to`).
    pub connector: Option<String>,
    /// The rule that resolved the target (`B2-list-head`, `name`, `footnote`).
    pub rule: String,
    /// How sure the resolution is.
    pub confidence: Confidence,
    /// What contradicts the resolution.
    pub warning: Option<Warning>,
    /// The date that the text prints with the reference.
    pub date: Option<Date>,
    /// Language of the citing text.
    pub language: Language,
    /// Page of the input, where it has pages.
    pub page: Option<u32>,
    /// Place in the decoded input.
    pub span: Span,
}

/// A reference whose target could not be named; never dropped, and resolved again when more is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// Label of the paragraph.
    pub para: String,
    /// The reference's own words.
    pub surface: String,
    /// Why no target was found.
    pub reason: String,
    /// Place in the decoded input.
    pub span: Span,
    /// What the words ask for, where later documents or tables may answer; `None` where only the text around them
    /// could.
    pub open: Option<Box<Open>>,
}
