//! The terms by which queries speak of the graph: what each is called and what it says.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::address::{self, DOCUMENTS, IDS, OWN};
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeKind, Relation};
use crate::query::RelationSet;

/// The namespace of terms that are this program's own.
pub const NAMESPACE: &str = "https://w3id.org/travaux/vocabulary#";

/// Prefixes that a query may use without declaring them, by name.
pub const PREFIXES: [(&str, &str); 10] = [
    ("cito", "http://purl.org/spar/cito/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fabio", "http://purl.org/spar/fabio/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("id", IDS),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("tr", NAMESPACE),
    ("un", DOCUMENTS),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The families of verbs: as data files name them, as a predicate, and what CiTO calls such an act.
///
/// The family `recall` has none: what stands under its verbs is the relation `tr:recalls`.
pub(super) const FAMILIES: [(&str, &str, Option<Act>); 24] = [
    ("act-under", "actsUnder", Some(Act::CitesAsAuthority)),
    ("adopt", "adopts", None),
    ("affirm", "affirms", Some(Act::Confirms)),
    ("bear-in-mind", "bearsInMind", None),
    ("call", "callsFor", None),
    ("concern", "isConcernedBy", None),
    ("consider", "considers", None),
    ("decide", "decides", None),
    ("encourage", "encourages", None),
    ("endorse", "endorses", Some(Act::AgreesWith)),
    ("express", "expresses", None),
    ("guided", "isGuidedBy", Some(Act::CitesAsAuthority)),
    ("invite", "invites", None),
    ("note", "notes", Some(Act::CitesForInformation)),
    ("reaffirm", "reaffirms", Some(Act::Confirms)),
    ("recognize", "recognizes", None),
    ("recommend", "recommends", None),
    ("reiterate", "reiterates", Some(Act::Confirms)),
    ("request", "requests", None),
    ("stress", "stresses", None),
    ("take-into-account", "takesIntoAccount", None),
    ("take-note", "takesNoteOf", Some(Act::CitesForInformation)),
    ("urge", "urges", None),
    ("welcome", "welcomes", None),
];

/// A term that stands between a subject and an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Property {
    /// `rdf:type`.
    Type,
    /// What is known of a node or a body.
    Fact(Fact),
    /// An edge of the graph.
    Relation(Relation),
    /// `cito:cites`: an edge of a printed reference, whatever its verb.
    References,
    /// A citation under a verb of this family, by its place in [`FAMILIES`].
    Family(u8),
    /// What CiTO calls an act of citing.
    Act(Act),
    /// Chains of citations of any length.
    Closure(Closure),
    /// What is known of one citation.
    Part(Part),
}

/// What is known of a node or a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    Identifier,
    Title,
    Date,
    Year,
    Creator,
    Body,
}

/// Kinds of citation that CiTO tells apart and the printed words bear out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Act {
    CitesAsAuthority,
    Confirms,
    AgreesWith,
    CitesForInformation,
    Corrects,
    Updates,
    Extends,
}

/// Chains of citations of any length, answered by one sweep over the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Closure {
    RecallsThrough,
    DescendsFrom,
    RestsOn,
}

/// What is known of one citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Citing,
    Cited,
    Characterization,
    Paragraph,
    Words,
    Verb,
    Family,
    Place,
    Naming,
    Role,
    Connector,
    Footnote,
    Rule,
    Confidence,
    Warning,
    Explanation,
    Suggestion,
    Language,
    Repeated,
}

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    Document,
    Instrument,
    Organisation,
    State,
    Resolution,
    Decision,
    Absent,
    Work,
    Agent,
    Body,
    Citation,
}

/// One term, for people who look up what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The prefix of [`PREFIXES`].
    pub prefix: &'static str,
    /// The name behind the prefix.
    pub name: &'static str,
    /// What the term says, as a phrase.
    pub meaning: String,
    /// What it belongs to: `class`, `fact`, `edge`, `verb`, `chain` or `citation`.
    pub group: &'static str,
}

/// Returns every term that queries may use, in the order in which they are best read.
pub fn terms() -> Vec<Term> {
    Word::all().map(Word::term).collect()
}

impl Property {
    /// Returns every property.
    pub(super) fn all() -> impl Iterator<Item = Property> {
        Self::stored().chain(Closure::ALL.into_iter().map(Property::Closure))
    }

    /// Returns the properties whose triples are told where a query names none. Closures are left out: from some
    /// documents they lead to thousands.
    pub(super) fn stored() -> impl Iterator<Item = Property> {
        let edges = Relation::ALL.into_iter().filter(|r| r.is_edge()).map(Property::Relation);
        let families = (0..FAMILIES.len() as u8).map(Property::Family);
        std::iter::once(Property::Type)
            .chain(Fact::ALL.into_iter().map(Property::Fact))
            .chain(std::iter::once(Property::References))
            .chain(edges)
            .chain(families)
            .chain(Act::ALL.into_iter().map(Property::Act))
            .chain(Part::ALL.into_iter().map(Property::Part))
    }

    fn term(self) -> Term {
        let term =
            |prefix, name, meaning: &str, group| Term { prefix, name, meaning: meaning.to_owned(), group };
        match self {
            Property::Type => term("rdf", "type", "what kind of thing it is (also written `a`)", "fact"),
            Property::Fact(fact) => fact.term(),
            Property::Relation(relation) => term("tr", name_of(relation), said_by(relation), "edge"),
            Property::References => {
                term("cito", "cites", "refers to it in print, under whatever verb: recalls or cites", "edge")
            }
            Property::Family(at) => {
                let (family, name, _) = FAMILIES[usize::from(at)];
                term("tr", name, &format!("refers to it under a verb of the family {family}"), "verb")
            }
            Property::Act(act) => act.term(),
            Property::Closure(closure) => closure.term(),
            Property::Part(part) => part.term(),
        }
    }
}

impl Term {
    /// Returns the full address.
    pub fn address(&self) -> String {
        let home = PREFIXES.iter().find(|(prefix, _)| *prefix == self.prefix);
        format!("{}{}", home.expect("terms have known prefixes").1, self.name)
    }
}

fn name_of(relation: Relation) -> &'static str {
    match relation {
        Relation::Recalls => "recalls",
        Relation::Cites => "cites",
        Relation::Signed => "signed",
        Relation::Sponsored => "sponsored",
        Relation::AdoptedOnReport => "adoptedOnReport",
        Relation::AdoptedFromDraft => "adoptedFromDraft",
        Relation::About => "about",
        Relation::AnnexedTo => "annexedTo",
        Relation::PublishedIn => "publishedIn",
        Relation::Succeeds => "succeeds",
        Relation::Corrects => "corrects",
        Relation::AddsTo => "addsTo",
        Relation::Revises => "revises",
        Relation::PartOf => "partOf",
        Relation::TranslationOf => "translationOf",
        Relation::Reproduces => "reproduces",
        Relation::SelfReference => "self",
        Relation::Internal => "internal",
    }
}

fn said_by(relation: Relation) -> &'static str {
    match relation {
        Relation::Recalls => "refers to it under a verb of recalling",
        Relation::Cites => "refers to it under any other verb, or none; for both together use `cito:cites`",
        Relation::Signed => "an organisation signed a letter",
        Relation::Sponsored => "a State or a group of States sponsored a draft",
        Relation::AdoptedOnReport => "a resolution was adopted on the report of a committee",
        Relation::AdoptedFromDraft => "a resolution was adopted from a draft",
        Relation::About => "an instrument is named in the title of a document",
        Relation::AnnexedTo => "an instrument is the annex of a resolution",
        Relation::PublishedIn => "a resolution is printed in a volume of official records",
        Relation::Succeeds => "a document follows an earlier one of the same series",
        Relation::Corrects => "a corrigendum corrects a document",
        Relation::AddsTo => "an addendum adds to a document",
        Relation::Revises => "a revision replaces a document",
        Relation::PartOf => "a lettered part belongs to a numbered resolution",
        Relation::TranslationOf => "a text is a translation of the original",
        Relation::Reproduces => "a page reproduces a letter",
        Relation::SelfReference => "a document speaks of itself",
        Relation::Internal => "a document speaks of its own paragraphs",
    }
}

impl Fact {
    pub(super) const ALL: [Fact; 6] =
        [Fact::Identifier, Fact::Title, Fact::Date, Fact::Year, Fact::Creator, Fact::Body];

    fn term(self) -> Term {
        let (prefix, name, meaning) = match self {
            Fact::Identifier => ("dcterms", "identifier", "the id in normal form, as text: \"A/RES/53/144\""),
            Fact::Title => ("dcterms", "title", "the title or name"),
            Fact::Date => {
                ("dcterms", "date", "date of adoption or issue: `xsd:date`, or `xsd:gYear` where that is all")
            }
            Fact::Year => ("tr", "year", "the year of that date, as a number"),
            Fact::Creator => {
                ("dcterms", "creator", "the body that adopted or issued it, as a thing with a title")
            }
            Fact::Body => ("tr", "body", "the short name of that body, as text: \"GA\", \"SC\", \"HRC\""),
        };
        Term { prefix, name, meaning: meaning.to_owned(), group: "fact" }
    }
}

impl Act {
    pub(super) const ALL: [Act; 7] = [
        Act::CitesAsAuthority,
        Act::Confirms,
        Act::AgreesWith,
        Act::CitesForInformation,
        Act::Corrects,
        Act::Updates,
        Act::Extends,
    ];

    /// Returns the relation that the act is, if it follows from no verb.
    pub(super) fn relation(self) -> Option<Relation> {
        match self {
            Act::Corrects => Some(Relation::Corrects),
            Act::Updates => Some(Relation::Revises),
            Act::Extends => Some(Relation::AddsTo),
            Act::CitesAsAuthority | Act::Confirms | Act::AgreesWith | Act::CitesForInformation => None,
        }
    }

    fn term(self) -> Term {
        let (name, meaning, group) = match self {
            Act::CitesAsAuthority => {
                ("citesAsAuthority", "is guided by it or acts under it (families guided, act-under)", "verb")
            }
            Act::Confirms => (
                "confirms",
                "affirms, reaffirms or reiterates it (families affirm, reaffirm, reiterate)",
                "verb",
            ),
            Act::AgreesWith => ("agreesWith", "endorses it (family endorse)", "verb"),
            Act::CitesForInformation => {
                ("citesForInformation", "notes it or takes note of it (families note, take-note)", "verb")
            }
            Act::Corrects => ("corrects", "as `tr:corrects`", "edge"),
            Act::Updates => ("updates", "as `tr:revises`", "edge"),
            Act::Extends => ("extends", "as `tr:addsTo`", "edge"),
        };
        Term { prefix: "cito", name, meaning: meaning.to_owned(), group }
    }
}

impl Closure {
    pub(super) const ALL: [Closure; 3] = [Closure::RecallsThrough, Closure::DescendsFrom, Closure::RestsOn];

    /// Returns the relations that make its chains.
    pub(super) fn relations(self) -> RelationSet {
        match self {
            Closure::RecallsThrough => RelationSet::of([Relation::Recalls]),
            Closure::DescendsFrom | Closure::RestsOn => RelationSet::references(),
        }
    }

    fn term(self) -> Term {
        let (name, meaning) = match self {
            Closure::RecallsThrough => {
                ("recallsThrough", "recalls it, straight or through others: `tr:recalls+`")
            }
            Closure::DescendsFrom => ("descendsFrom", "cites it, straight or through others: `cito:cites+`"),
            Closure::RestsOn => (
                "restsOn",
                "the same where a resolution and the one instrument in its annex count as one document, which is the \
                 resolution: what `travaux common` goes by",
            ),
        };
        Term { prefix: "tr", name, meaning: meaning.to_owned(), group: "chain" }
    }
}

impl Part {
    pub(super) const ALL: [Part; 19] = [
        Part::Citing,
        Part::Cited,
        Part::Characterization,
        Part::Paragraph,
        Part::Words,
        Part::Verb,
        Part::Family,
        Part::Place,
        Part::Naming,
        Part::Role,
        Part::Connector,
        Part::Footnote,
        Part::Rule,
        Part::Confidence,
        Part::Warning,
        Part::Explanation,
        Part::Suggestion,
        Part::Language,
        Part::Repeated,
    ];

    fn term(self) -> Term {
        let (prefix, name, meaning) = match self {
            Part::Citing => ("cito", "hasCitingEntity", "the document that cites"),
            Part::Cited => ("cito", "hasCitedEntity", "what it cites"),
            Part::Characterization => {
                ("cito", "hasCitationCharacterization", "the edge that it makes: `tr:recalls`, `tr:cites`, …")
            }
            Part::Paragraph => (
                "tr",
                "paragraph",
                "label of the paragraph: \"pp3\" in the preamble, \"op2\" operative, \"fn1\" a footnote",
            ),
            Part::Words => ("tr", "words", "the reference's own words"),
            Part::Verb => ("tr", "verb", "the governing verb as printed, in lower case: \"recalling also\""),
            Part::Family => ("tr", "family", "the family of the verb: \"recall\", \"take-note\""),
            Part::Place => ("tr", "place", "the place inside what is cited: \"art.19\", \"op3\""),
            Part::Naming => {
                ("tr", "naming", "how the words name it: \"symbol\", \"number\", \"name\", \"short\", …")
            }
            Part::Role => (
                "tr",
                "role",
                "\"embedded\", \"identifying\" or \"locator\" where it is not the object of the verb",
            ),
            Part::Connector => ("tr", "connector", "the words before it: \"in accordance with\""),
            Part::Footnote => {
                ("tr", "footnote", "the footnote that takes part: \"marker:fn1\" or \"in:fn1\"")
            }
            Part::Rule => ("tr", "rule", "the rule by which the words were understood"),
            Part::Confidence => ("tr", "confidence", "how sure that is, from 0 to 1"),
            Part::Warning => {
                ("tr", "warning", "what contradicts it: \"date-mismatch\", \"cites-the-future\"")
            }
            Part::Explanation => ("tr", "explanation", "the contradiction in words"),
            Part::Suggestion => ("tr", "suggestion", "what is probably meant, as an id"),
            Part::Language => ("dcterms", "language", "the language of the citing text: \"en\""),
            Part::Repeated => (
                "tr",
                "repeated",
                "true where the citing text is a translation or second copy, no evidence of its own",
            ),
        };
        Term { prefix, name, meaning: meaning.to_owned(), group: "citation" }
    }
}

impl Class {
    pub(super) const ALL: [Class; 11] = [
        Class::Document,
        Class::Instrument,
        Class::Organisation,
        Class::State,
        Class::Resolution,
        Class::Decision,
        Class::Absent,
        Class::Work,
        Class::Agent,
        Class::Body,
        Class::Citation,
    ];

    fn term(self) -> Term {
        let (prefix, name, meaning) = match self {
            Class::Document => ("tr", "Document", "a document with a symbol or another id of its own"),
            Class::Instrument => {
                ("tr", "Instrument", "a named instrument: a declaration, a treaty, a set of principles")
            }
            Class::Organisation => {
                ("tr", "Organisation", "an organisation that signs, or a group of States that sponsors")
            }
            Class::State => ("tr", "State", "a State that sponsors"),
            Class::Resolution => {
                ("tr", "Resolution", "a document whose symbol says that it is a resolution (`/RES/`)")
            }
            Class::Decision => {
                ("tr", "Decision", "a document whose symbol says that it is a decision (`/DEC/`)")
            }
            Class::Absent => ("tr", "Absent", "a document that is cited but was never read"),
            Class::Work => {
                ("fabio", "Work", "a document or instrument, whatever the language or copy of its text")
            }
            Class::Agent => ("foaf", "Organization", "an organisation, a State or a body"),
            Class::Body => ("tr", "Body", "a body of the United Nations that adopts or issues documents"),
            Class::Citation => ("cito", "Citation", "one place where a document cites another"),
        };
        Term { prefix, name, meaning: meaning.to_owned(), group: "class" }
    }

    /// Returns the classes of a node.
    pub(super) fn of(graph: &Graph, node: NodeIdx) -> Vec<Class> {
        let record = graph.node(node);
        let id = record.id.as_str();
        let mut classes = match record.kind {
            NodeKind::Organisation => vec![Class::Organisation, Class::Agent],
            NodeKind::State => vec![Class::State, Class::Agent],
            NodeKind::Instrument => vec![Class::Instrument, Class::Work],
            NodeKind::Document | NodeKind::Set => vec![Class::Document, Class::Work],
        };
        if record.kind == NodeKind::Document && !id.contains(['#', ':']) {
            let says = |word: &str| id.split('/').any(|part| part == word);
            classes.extend(says("RES").then_some(Class::Resolution));
            classes.extend(says("DEC").then_some(Class::Decision));
        }
        classes.extend(record.absent.then_some(Class::Absent));
        classes
    }
}

/// A term of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Word {
    Property(Property),
    Class(Class),
}

impl Word {
    fn all() -> impl Iterator<Item = Word> {
        Class::ALL.into_iter().map(Word::Class).chain(Property::all().map(Word::Property))
    }

    fn term(self) -> Term {
        match self {
            Word::Property(property) => property.term(),
            Word::Class(class) => class.term(),
        }
    }

    /// Returns the full address.
    pub(super) fn address(self) -> String {
        self.term().address()
    }

    /// Returns the term of a full address.
    pub(super) fn find(address: &str) -> Option<Word> {
        WORDS.get(address).copied()
    }
}

/// Every term by its address.
static WORDS: LazyLock<HashMap<String, Word>> =
    LazyLock::new(|| Word::all().map(|word| (word.address(), word)).collect());

/// Returns the place of a family of verbs in [`FAMILIES`].
pub(super) fn family(name: &str) -> Option<u8> {
    FAMILIES.iter().position(|(family, _, _)| *family == name).map(|at| at as u8)
}

/// Returns a full address as people write it: `tr:recalls`, `A/RES/53/144`.
pub fn shortened(address: &str) -> String {
    if Word::find(address).is_some()
        && let Some((prefix, name)) =
            PREFIXES.iter().find_map(|(prefix, home)| Some((prefix, address.strip_prefix(home)?)))
    {
        return format!("{prefix}:{name}");
    }
    match address::id(address).filter(|_| address::is_of_node(address)) {
        Some(id) => id,
        None => address.strip_prefix(OWN).unwrap_or(address).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_one_address() {
        let all: Vec<String> = terms().iter().map(Term::address).collect();
        assert_eq!(WORDS.len(), all.len(), "two terms share an address");
        for address in &all {
            assert_eq!(&Word::find(address).expect("a term").address(), address);
        }
    }

    /// A family without a predicate would be found by `tr:family` alone, and nobody would miss it.
    #[test]
    fn every_family_of_the_language_files_has_a_predicate() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/languages");
        let mut found = std::collections::BTreeSet::new();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("a text");
            let words: toml::Table = text.parse().expect("a table");
            let families = words["verbs"]["family"].as_array().expect("a list");
            found.extend(families.iter().map(|family| family["name"].as_str().expect("a name").to_owned()));
        }
        let known: std::collections::BTreeSet<String> =
            FAMILIES.iter().map(|(family, _, _)| (*family).to_owned()).chain(["recall".to_owned()]).collect();
        assert_eq!(found, known);
    }

    #[test]
    fn prefixes_are_sorted_and_own_addresses_have_one_home() {
        assert!(IDS.starts_with(OWN) && NAMESPACE.starts_with(OWN));
        assert!(PREFIXES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn addresses_are_shown_as_people_write_them() {
        let check = |address: &str, expected: &str| assert_eq!(shortened(address), expected);
        check("https://docs.un.org/A/RES/53/144#annex", "A/RES/53/144#annex");
        check("https://w3id.org/travaux/id/TREATY:CEDAW", "TREATY:CEDAW");
        check("https://w3id.org/travaux/vocabulary#recalls", "tr:recalls");
        check("http://purl.org/spar/cito/cites", "cito:cites");
        check("https://w3id.org/travaux/citation/A/RES/53/144/2", "citation/A/RES/53/144/2");
        check("https://example.org/x", "https://example.org/x");
    }
}
