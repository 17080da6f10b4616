//! A piece of text that refers, before anything is resolved.

use crate::authority::{Number, ocr};
use crate::model::{Asked, Class, Confidence, Date, Id, Span, Symbol, Warning};

/// What the piece of text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// A printed symbol.
    Symbol(Symbol),
    /// A number in prose.
    Number(Numbered),
    /// A number whose year is not printed, with the body named before it: `Security Council resolution 1325`.
    Yearless { number: u16, body: Option<String> },
    /// A name of one or several instruments.
    Name(Vec<Id>),
    /// A definite phrase with an instrument noun: `the Declaration`.
    Noun(String),
    /// The text that founds a body: `its Charter`, `the statute of the Unit`.
    Constituent,
    /// `that resolution`.
    ThatResolution,
    /// Another lettered part of the same resolution.
    Sibling(char),
    /// Meetings of which there are records: their numbers, and whether the body is named with them.
    Meetings { numbers: Vec<u32>, named: bool },
    /// `those resolutions`.
    ThoseResolutions,
    /// `the annex thereto`, `the annexes thereto`, behind the resolutions.
    Annexed,
    /// `the Optional Protocols thereto`, `its Protocol`, behind their treaty.
    Protocols,
    /// A part of what was named directly before: `article 49 thereof`.
    Part,
    /// `that article`.
    ThatArticle,
    /// `the resolution`, `the text` of a letter.
    LetterResolution,
    /// The title of a document, between quotation marks.
    Title(String),
    /// A description that a footnote resolves: the number of its mark, if it has one.
    Description(Option<u32>),
    /// `the report`, behind a report whose symbol was told.
    ThatReport,
    /// `its outcome document`, behind the conference that adopted these.
    Outcome(Vec<Id>),
    /// Another letter.
    OtherLetter,
    /// An open set.
    Set(&'static str),
    /// `the present resolution`.
    ThisDocument,
    /// `paragraph 14 above`.
    Paragraph(String),
    /// `the text below`.
    Letter,
    /// A treaty number of the Treaty Series.
    Treaty { volume: Option<u32>, number: u32 },
    /// A sales number of a publication: `E.93.I.8`.
    Sale(String),
}

/// A number with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    pub number: Number,
    pub decision: bool,
    pub date: Option<Date>,
    /// The body named with the list, as printed.
    pub body: Option<String>,
    /// Whether a possessive stands before the head.
    pub possessive: bool,
    /// Whether the head is a heading above.
    pub heading: bool,
}

/// A number that had to be repaired is no surer than this.
const REPAIRED: u8 = 80;

/// What a mention was resolved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub id: Id,
    pub rule: &'static str,
    pub confidence: Confidence,
    pub warning: Option<Warning>,
}

impl Resolved {
    /// Notes that the printed number was damaged and is repaired, and why it is so.
    pub fn repaired(&mut self, explanation: String) {
        self.warning = Some(Warning { code: ocr::REPAIRED.to_owned(), explanation, suggestion: None });
        self.confidence = Confidence::percent(self.confidence.as_percent().min(REPAIRED));
    }

    /// Makes a resolution without warning.
    pub fn new(id: Id, rule: &'static str, percent: u8) -> Self {
        Self { id, rule, confidence: Confidence::percent(percent), warning: None }
    }
}

/// One mention in one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Clean range of the reference's own words.
    pub range: Span,
    pub class: Class,
    pub saying: Saying,
    /// Place inside the target: `annex`, `art.4`, `chap.IV/sect.A`.
    pub place: Option<String>,
    pub resolved: Vec<Resolved>,
    /// Why nothing was resolved.
    pub reason: Option<String>,
    /// What the words probably mean, where nothing was resolved.
    pub suggestion: Option<Id>,
    /// Footnote mark that the mention carries.
    pub mark: Option<u32>,
}

impl Mention {
    /// Makes a mention that is not yet resolved.
    pub fn new(range: Span, class: Class, saying: Saying) -> Self {
        Self {
            range,
            class,
            saying,
            place: None,
            resolved: Vec::new(),
            reason: None,
            suggestion: None,
            mark: None,
        }
    }

    /// Makes the mention of a symbol that is in normal form.
    pub fn of_symbol(range: Span, class: Class, symbol: String) -> Self {
        Self::new(range, class, Saying::Symbol(Symbol::from_normal(symbol)))
    }

    /// Returns the date that is printed with a number.
    pub fn date(&self) -> Option<Date> {
        match &self.saying {
            Saying::Number(numbered) => numbered.date,
            _ => None,
        }
    }

    /// Returns what the words ask for, if others than the text around them can answer.
    pub fn asked(&self) -> Option<Asked> {
        match &self.saying {
            Saying::Title(title) => Some(Asked::Title(title.clone())),
            Saying::Noun(noun) => Some(Asked::Name(noun.clone())),
            Saying::Number(Numbered { number, decision: true, .. }) => {
                Some(Asked::Decision(number.to_string()))
            }
            Saying::Number(Numbered { number, .. }) => Some(Asked::Resolution(number.to_string())),
            _ => None,
        }
    }

    /// Returns whether the mention names one thing that may be pointed back at.
    pub fn is_number(&self) -> bool {
        matches!(self.saying, Saying::Number(_))
    }
}

/// Returns the symbols that mentions print, as tests compare them.
#[cfg(test)]
pub(super) fn symbols(mentions: Vec<Mention>) -> Vec<String> {
    let symbol = |mention: Mention| match mention.saying {
        Saying::Symbol(symbol) => Some(symbol.to_string()),
        _ => None,
    };
    mentions.into_iter().filter_map(symbol).collect()
}
