//! The words of one language: a file of `data/languages/`, parsed. A further language is a further file.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;
use serde::Deserialize;

use crate::model::Language;

/// The files of `data/languages/`, in the order in which languages are tried.
const FILES: [&str; 2] =
    [include_str!("../../data/languages/en.toml"), include_str!("../../data/languages/nl.toml")];

/// The words of one language. Fields that hold patterns say so in the data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// ISO 639-1 code.
    pub code: String,
    /// English name of the language.
    pub name: String,
    /// Words that frame a document: masthead, act line, closing.
    pub document: DocumentWords,
    /// Names of bodies, by body id.
    pub bodies: BTreeMap<String, Vec<String>>,
    /// Reduced names with the bodies that they may mean (`Council`).
    pub reduced_bodies: BTreeMap<String, Vec<String>>,
    /// Head nouns and set phrases around numbers.
    pub heads: HeadWords,
    /// Verbs that govern references.
    pub verbs: VerbWords,
    /// Connectors: phrases between verb and reference.
    pub connectors: Connectors,
    /// Words in and around names of instruments.
    pub names: NameWords,
    /// Definite phrases that point back.
    pub shorts: ShortWords,
    /// Open sets of documents.
    pub sets: SetWords,
    /// What conferences adopted, told by the conference.
    #[serde(default)]
    pub outcomes: Option<OutcomeWords>,
    /// Records of meetings.
    #[serde(default)]
    pub records: Option<RecordWords>,
    /// The numbered goals of an agenda.
    #[serde(default)]
    pub goals: Option<GoalWords>,
    /// Descriptions that a footnote resolves.
    pub descriptions: DescriptionWords,
    /// Letters, pages and explanatory footnotes.
    pub prose: ProseWords,
}

/// Words that frame a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct DocumentWords {
    pub mastheads: Vec<String>,
    pub distribution: String,
    pub months: Vec<String>,
    pub session: String,
    pub special_session: String,
    pub ordinals: BTreeMap<String, u16>,
    pub tens: BTreeMap<String, u16>,
    pub agenda_item: String,
    pub act: String,
    pub decision_act: String,
    pub adopted_by: String,
    pub on_report: String,
    pub without_report: String,
    pub committee: String,
    pub article: String,
    pub meeting: String,
    #[serde(default = "never")]
    pub meeting_in_words: String,
    #[serde(default = "never")]
    pub hundred: String,
    #[serde(default = "never")]
    pub reasons: String,
    #[serde(default = "never")]
    pub dated_act: String,
    #[serde(default = "never")]
    pub statement: String,
    #[serde(default = "never")]
    pub statement_title: String,
    #[serde(default = "never")]
    pub running_heads: String,
    #[serde(default = "never")]
    pub opener_words: String,
    pub plenary: String,
    #[serde(default)]
    pub committees: BTreeMap<String, String>,
    pub annex: String,
    pub note_openings: Vec<String>,
    pub abbreviations: Vec<String>,
    pub counted: String,
    pub votes: Vec<String>,
    pub vote: String,
    pub operative_heads: String,
    pub letter: LetterWords,
}

/// Words that frame a letter or a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct LetterWords {
    pub addressed: String,
    pub chrome: String,
    pub date_line: String,
    pub author: String,
}

/// Words for what a conference adopted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct OutcomeWords {
    pub of: String,
    pub its: String,
}

/// Words for the records of meetings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct RecordWords {
    pub year: String,
    pub session: String,
    pub plenary: String,
    pub committees: Vec<String>,
    pub meeting: String,
}

/// Words for the numbered goals of an agenda, their targets and indicators.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct GoalWords {
    pub whole: String,
    pub goal: String,
    pub target: String,
    pub indicator: String,
    pub noun: String,
    pub id: String,
}

/// Head nouns and set phrases around numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct HeadWords {
    pub resolution: String,
    pub decision: String,
    pub possessive: String,
    pub adjectives: String,
    pub date_preposition: String,
    pub titled: String,
    /// With what a subject begins that stands there: ` on `.
    pub about: String,
    pub of_body: String,
    /// What stands between a number and the body that adopted it, which goes on to speak.
    pub in_which: String,
    /// What joins the adopting body to a number from further behind: `, adopted by the`.
    pub adopted_by: String,
    /// What stands between a body and what it is said to adopt: `also adopted`.
    pub adopting: String,
    /// What has paragraphs and stands with its symbol in brackets: `paragraph 7 of his report (S/2022/533)`.
    #[serde(default = "never")]
    pub reported: String,
    /// How names of bodies end.
    #[serde(default = "never")]
    pub organs: String,
    pub separators: String,
    pub annex: String,
    pub chapter: String,
    /// What the parts of an instrument are called that are neither articles nor paragraphs: `principle`.
    #[serde(default = "never")]
    pub clause: String,
    pub section: String,
    pub volume: String,
    pub part: String,
    pub paragraph: String,
    pub article: String,
    pub of_the: String,
    /// What leads from an article to the instruments that share it.
    #[serde(default = "never")]
    pub common_to: String,
    /// `the annex to` before a number.
    #[serde(default = "never")]
    pub annex_to: String,
    /// `thereof` behind a place.
    #[serde(default = "never")]
    pub thereof: String,
    /// `its article` before a number.
    #[serde(default = "never")]
    pub own_article: String,
    /// `the Preamble to the` before an instrument.
    #[serde(default = "never")]
    pub preamble_to: String,
    pub above: String,
    pub supplement: String,
    pub supplement_number: String,
    pub ibid: String,
    #[serde(default)]
    pub locating: Vec<String>,
    /// What stands between the volume of a series and the document in it that a note means.
    #[serde(default = "never")]
    pub held: String,
    pub letters: BTreeMap<String, String>,
    pub adopted: String,
    pub trailers: String,
    pub including: String,
    pub see: String,
}

/// Verbs that govern references.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbWords {
    /// Adverbs that belong to the printed verb.
    pub adverbs: String,
    /// The conjunction that joins a second verb.
    pub and: String,
    /// Phrases between conjunction and verb that do not.
    pub inserts: String,
    /// Pronouns that stand for the body which speaks.
    #[serde(default = "never")]
    pub pronouns: String,
    /// Pronouns of clauses that tell what another text does.
    #[serde(default)]
    pub relatives: Vec<String>,
    /// How the numbered items begin that go on from `Resolves:`.
    #[serde(default)]
    pub continued: Vec<String>,
    /// The conjunction behind which numbered items are clauses: `Resolves that:`.
    #[serde(default = "never")]
    pub clause: String,
    /// How those begin who declare something.
    #[serde(default = "never")]
    pub speakers: String,
    /// Phrases in front of the opening verb.
    pub before_opening: String,
    /// How many words the opening verb may stand behind the start of its paragraph.
    pub window: usize,
    /// The families.
    pub family: Vec<VerbFamily>,
    /// Verbs whose second half stands later in the sentence.
    #[serde(default)]
    pub separable: BTreeMap<String, String>,
}

/// One family of verbs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbFamily {
    /// Stable name of the family (`recall`).
    pub name: String,
    /// Whether its verbs govern only at the start of a paragraph and are connectors elsewhere.
    #[serde(default)]
    pub opening_only: bool,
    /// Whether its participles govern only at the start of a paragraph.
    #[serde(default)]
    pub opening_only_participles: bool,
    /// Patterns of its participles, which open preambular paragraphs.
    pub preamble: Vec<String>,
    /// Patterns of its finite verbs, which open operative paragraphs.
    pub operative: Vec<String>,
    /// Patterns of its finite verbs in the plural, as declarations have them: `We reaffirm`.
    #[serde(default)]
    pub plural: Vec<String>,
}

/// Connectors between verb and reference.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connectors {
    /// The phrases, in words.
    pub phrases: Vec<String>,
}

/// Words in and around names of instruments.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct NameWords {
    pub articles: Vec<String>,
    pub prefixes: Vec<String>,
    pub function_words: Vec<String>,
    pub defines: Vec<String>,
    pub loose: bool,
    /// What makes another thing of a name that stands before it: `the Sustainable Development Goals Report`.
    #[serde(default)]
    pub things: Vec<String>,
    /// What stands before the name of an instrument that is still to be made: `a comprehensive`.
    #[serde(default = "never")]
    pub indefinite: String,
    /// What stands before the title of an agenda item.
    #[serde(default = "never")]
    pub items: String,
}

/// Definite phrases that point back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct ShortWords {
    pub articles: String,
    pub nouns: Vec<String>,
    pub continues: String,
    /// What makes a longer name only behind nouns that do not stand `alone`.
    #[serde(default = "never")]
    pub continues_below: String,
    /// Nouns that name one instrument by themselves.
    #[serde(default)]
    pub alone: Vec<String>,
    /// With which words the beginnings of so many names begin that they tell nothing: `International Convention`.
    #[serde(default)]
    pub generic: Vec<String>,
    pub resolution: String,
    /// The resolutions of a list: `those resolutions`.
    #[serde(default = "never")]
    pub resolutions: String,
    /// What makes `those resolutions` others than the ones named.
    #[serde(default = "never")]
    pub resolutions_go_on: String,
    /// Words in such phrases that may stand paragraphs below the list.
    #[serde(default)]
    pub resolutions_below: Vec<String>,
    /// What is annexed to the resolutions directly before: `the annexes thereto`.
    #[serde(default = "never")]
    pub annexed: String,
    /// The text that founds a body: `its Statute`.
    #[serde(default = "never")]
    pub constituent: String,
    /// Protocols of a treaty that was named before: `the Optional Protocols thereto`.
    #[serde(default = "never")]
    pub protocols: String,
    /// Words in front of such protocols that belong to no name.
    #[serde(default)]
    pub counting: Vec<String>,
    #[serde(rename = "self")]
    pub this_document: String,
    pub near: Vec<String>,
    /// Articles that point at what was named just before.
    #[serde(default)]
    pub pointing: Vec<String>,
    pub article: String,
    pub internal: String,
    pub internal_in_note: String,
    /// How the articles of an annexed treaty begin.
    #[serde(default)]
    pub articled: Vec<String>,
}

/// Open sets of documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct SetWords {
    #[serde(default)]
    pub subject: Vec<String>,
    pub resolutions: Vec<String>,
    pub reports: Vec<String>,
}

/// Descriptions that a footnote resolves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct DescriptionWords {
    pub report: String,
    #[serde(default = "never")]
    pub that_report: String,
    /// Of these only one with its paragraphs is that report: `paragraph 68 of his report`.
    #[serde(default)]
    pub own_report: Vec<String>,
    #[serde(default = "never")]
    pub report_goes_on: String,
    #[serde(default = "never")]
    pub report_to_come: String,
    #[serde(default = "never")]
    pub a_report: String,
    pub marked: String,
    pub letter: String,
}

/// Words of letters, pages and explanatory footnotes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named as the key of the data file, which explains it")]
pub struct ProseWords {
    pub verbs: Vec<ProseVerb>,
    pub titles: String,
    pub resolution: String,
    pub internal: String,
}

/// A verb of running prose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProseVerb {
    /// Pattern that finds it in a sentence.
    pub finds: String,
    /// The words recorded for it.
    pub prints: String,
    /// Its family.
    pub family: String,
    /// Whether it governs its whole sentence, also what stands before it.
    #[serde(default)]
    pub whole: bool,
}

impl Lexicon {
    /// Returns the language.
    pub fn language(&self) -> Language {
        Language::new(&self.code)
    }

    /// Returns the number of an ordinal word (`fifty-seventh` is 57), or `None`.
    pub fn ordinal(&self, word: &str) -> Option<u16> {
        let word = word.to_lowercase();
        let words = &self.document;
        if let Some(rest) = word.strip_prefix(words.hundred.as_str()) {
            return Some(100 + self.ordinal(rest.trim_start())?);
        }
        if let Some(n) = words.ordinals.get(&word) {
            return Some(*n);
        }
        let (tens, unit) = word.split_once(['-', ' '])?;
        Some(words.tens.get(tens)? + words.ordinals.get(unit.trim()).filter(|n| **n < 10)?)
    }
}

/// Stands for words that a language has not: no text matches it, and none begins with it.
fn never() -> String {
    "[a&&b]".to_owned()
}

/// Bytes that the lazily built automaton of one pattern may take: the long lists of words fill the usual two megabytes
/// and are then built again and again.
pub(super) const CACHE: usize = 24 << 20;

/// Gives a pattern the word borders, letters and digits of ASCII: with the borders of Unicode the fast engines give up at
/// every curled quotation mark, and each digit of Unicode is a large part of an automaton.
pub(super) fn ascii(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)").replace(r"\w", r"(?-u:\w)").replace(r"\d", "[0-9]")
}

/// Compiles a pattern, most of them made of words of the data files, with the word borders and digits of ASCII. Where it
/// can do without Unicode, it disregards the letter case of ASCII alone: its automaton is a fraction of the size.
///
/// # Panics
///
/// Panics if the pattern is none; a test compiles those of every language.
pub fn pattern(pattern: &str) -> Regex {
    let ascii = ascii(pattern);
    let build = |unicode: bool| RegexBuilder::new(&ascii).unicode(unicode).dfa_size_limit(CACHE).build();
    // What matches any letter at all is refused without Unicode.
    build(false).unwrap_or_else(|_| {
        build(true).unwrap_or_else(|e| panic!("data/languages is checked by a test: {e}"))
    })
}

/// Parses a pattern of the data files, as [`pattern`] reads it.
///
/// # Panics
///
/// Panics if the pattern is none; a test compiles those of every language.
pub fn parsed(pattern: &str) -> Hir {
    let ascii = ascii(pattern);
    let parse = |unicode: bool| ParserBuilder::new().unicode(unicode).build().parse(&ascii).map_err(Box::new);
    parse(false).unwrap_or_else(|_| {
        parse(true).unwrap_or_else(|e| panic!("data/languages is checked by a test: {e}"))
    })
}

/// Parses the files of `data/languages/`.
pub fn embedded() -> Vec<Lexicon> {
    FILES.iter().map(|text| toml::from_str(text).expect("data/languages is checked by a test")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_parses() {
        let codes: Vec<String> = embedded().into_iter().map(|l| l.code).collect();
        assert_eq!(codes, ["en", "nl"]);
    }

    #[test]
    fn ordinals_are_composed() {
        let english = &embedded()[0];
        let check = |word: &str, n: Option<u16>| assert_eq!(english.ordinal(word), n, "{word}");
        check("Fifty-seventh", Some(57));
        check("seventieth", Some(70));
        check("twelfth", Some(12));
        check("Hundred and seventy-seventh", Some(177));
        check("fifty", None);
    }
}
