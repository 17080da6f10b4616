//! One document as read from a file.

use super::{BodyId, Date, Id, Language, Span, Symbol, Text};

/// The make of the text that a document was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Text with one paragraph to a line or block.
    Plain,
    /// Text with emphasis, headings and links in Markdown.
    Markdown,
    /// Text taken from a PDF, with hard line ends and page furniture.
    PdfText,
    /// Text of a web page with its chrome.
    WebPage,
    /// Text of a Word file.
    Word,
    /// No text: what the record of a library tells of a document.
    Record,
}

impl Form {
    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Plain => "plain",
            Form::Markdown => "markdown",
            Form::PdfText => "pdf-text",
            Form::WebPage => "web-page",
            Form::Word => "word",
            Form::Record => "record",
        }
    }
}

/// A footnote mark inside a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Byte of the clean text before which the mark stood.
    pub at: usize,
    /// The printed number.
    pub number: u32,
}

/// A link in the input, of which the clean text keeps the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words, in the clean text.
    pub words: Span,
    /// The whole link with its markup, in the decoded input.
    pub place: Span,
    /// The document that the address names, if it names one of the United Nations.
    pub target: Option<Id>,
}

/// One paragraph or footnote: its label, its clean text, and the footnote marks cut out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// `header`, `pp1…`, `op1…`, `op10(a)`, `opII.3` in a section that counts anew, `fn1…`, `annex`, `closing`; `lp1…` in letters, `page1…` in pages.
    pub label: String,
    /// The clean text, without footnote marks.
    pub text: Text,
    /// Footnote marks, ascending by place.
    pub marks: Vec<Mark>,
    /// Links of the input, ascending by place.
    pub links: Vec<Link>,
}

impl Paragraph {
    /// Returns the place in the decoded input of a range of the clean text. A range that goes beyond the words of a
    /// link takes in the whole link, so that its markup is never torn.
    pub fn source(&self, range: Span) -> Span {
        let mut place = self.text.source(range);
        // Links stand in order and apart.
        let from = self.links.partition_point(|l| l.words.start < range.start);
        let inside = self.links[from..].iter().take_while(|l| l.words.end <= range.end);
        for link in inside.filter(|l| range != l.words) {
            place = Span::new(place.start.min(link.place.start), place.end.max(link.place.end));
        }
        place
    }

    /// Returns the footnote number if this is a footnote (`fn3`).
    pub fn footnote(&self) -> Option<u32> {
        self.label.strip_prefix("fn").and_then(|n| n.parse().ok())
    }
}

/// A count of votes that a text prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Votes in favour.
    pub in_favour: u16,
    /// Votes against.
    pub against: u16,
    /// Abstentions.
    pub abstentions: u16,
}

/// The report or draft on which a resolution was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Symbols of the report with its corrigenda, or of the draft.
    pub symbols: Vec<Symbol>,
    /// The committee that reported, in English whatever the language (`Third Committee`).
    pub committee: Option<String>,
}

/// What a document says of its own making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title, white space folded, without the number.
    pub title: Option<String>,
    /// The body that adopted or issued the document.
    pub body: Option<BodyId>,
    /// The author of a page or letter that no body of the United Nations issued; of a record, the organ that submitted
    /// the document (`UN. Secretary-General`).
    pub author: Option<String>,
    /// The session (`57`, `S-21`).
    pub session: Option<String>,
    /// The session as printed where it contradicts the number.
    pub session_printed: Option<String>,
    /// The agenda item (`109 (b)`).
    pub agenda_item: Option<String>,
    /// The date of distribution; for letters and pages, the date they bear.
    pub distributed: Option<Date>,
    /// The date of adoption.
    pub adopted: Option<Date>,
    /// The meeting, in English whatever the language (`77th plenary meeting`).
    pub meeting: Option<String>,
    /// What the document was adopted on.
    pub basis: Option<Basis>,
    /// The votes printed in the document.
    pub vote: Option<Vote>,
    /// Production numbers, as printed.
    pub job_numbers: Vec<String>,
}

impl Metadata {
    /// Takes from the head of the whole what a lettered part does not say itself: when and on what it was adopted.
    pub(crate) fn inherit(&mut self, whole: &Self) {
        self.session = self.session.take().or_else(|| whole.session.clone());
        self.agenda_item = self.agenda_item.take().or_else(|| whole.agenda_item.clone());
        self.distributed = self.distributed.or(whole.distributed);
        self.adopted = self.adopted.or(whole.adopted);
        self.basis = self.basis.take().or_else(|| whole.basis.clone());
    }
}

/// One document: its identity, metadata and paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Own id (`A/RES/57/209`, `LETTER:…`, `DOC:<hash>`).
    pub id: Id,
    /// The rule that gave the identity (`title-line`, `masthead`, `file-name`, `content-hash`).
    pub identity_rule: String,
    /// The printed identity with its places: masthead, title line.
    pub identity: Vec<Text>,
    /// The language.
    pub language: Language,
    /// Whether this is a translation of a document that stands before it in the same file.
    pub translation: bool,
    /// The make of the text.
    pub form: Form,
    /// The part of the decoded input that holds the document.
    pub region: Span,
    /// What the document says of its own making.
    pub metadata: Metadata,
    /// The title with its place; empty where the document has none.
    pub title: Text,
    /// Header, paragraphs, closing, then footnotes, each group in document order.
    pub paragraphs: Vec<Paragraph>,
    /// Footnotes of other documents of the file whose marks it prints, or from which its own go on with `Ibid.`, by their
    /// numbers; they are no part of the document.
    pub notes_before: Vec<Paragraph>,
    /// Lines of a signatory list, each with its text; empty where the document has none.
    pub signatories: Vec<Text>,
    /// The letter that a page prints.
    pub reproduces: Option<Id>,
    /// What a reader should know about the reading (a session that contradicts the number).
    pub warnings: Vec<String>,
}

impl Document {
    /// Returns the id with the language in brackets where the text is a translation (`A/RES/72/247[nl]`).
    pub fn label(&self) -> String {
        if self.translation { format!("{}[{}]", self.id, self.language) } else { self.id.to_string() }
    }

    /// Returns the date by which the document counts: that of adoption, else, where no body adopts, that of issue.
    pub fn date(&self) -> Option<Date> {
        self.metadata.adopted.or(self.metadata.distributed)
    }

    /// Returns the paragraph of a label.
    pub fn paragraph(&self, label: &str) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|p| p.label == label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_markup_of_a_link_is_never_torn() {
        let input = "its resolution [53/144](#) of 1998";
        let mut text = Text::new();
        text.push("its resolution ", 0);
        text.push("53/144", 16);
        text.push(" of 1998", 26);
        let link = Link { words: Span::new(15, 21), place: Span::new(15, 26), target: None };
        let paragraph = Paragraph { label: "pp1".to_owned(), text, marks: Vec::new(), links: vec![link] };
        let check = |start, end, expected: &str| {
            let place = paragraph.source(Span::new(start, end));
            assert_eq!(&input[place.start..place.end], expected);
        };
        check(15, 21, "53/144");
        check(15, 29, "[53/144](#) of 1998");
        check(0, 21, "its resolution [53/144](#)");
        check(0, 14, "its resolution");
    }
}
