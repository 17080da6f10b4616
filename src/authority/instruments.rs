//! Named instruments and the names they go by (`data/instruments.csv`, `data/names.csv`).

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::model::{Date, Id, Language, NodeId, NodeKind};

/// How far the facts of a row were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checked {
    /// Name and number or date were found together in the document that `source` names.
    Text,
    /// The compilers of the authority table saw the text.
    Authority,
    /// General knowledge.
    Unchecked,
}

/// One named instrument: a treaty, a declaration, a set of principles, a well-known resolution.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Its id (`A/RES/53/144#annex`, `UN-CHARTER`).
    pub id: Id,
    /// What it is (`treaty`, `declaration`, `principles`).
    pub kind: String,
    /// Its full English name, without article.
    pub name: String,
    /// Date of adoption.
    pub adopted: Option<Date>,
    /// What adopted it (`resolution 53/144, annex`).
    pub basis: String,
    /// Date of entry into force.
    pub in_force: Option<Date>,
    /// Place in the Treaty Series (`vol. 999, No. 14668`).
    pub treaty_series: Option<String>,
    /// How far the row was checked.
    pub checked: Checked,
    /// The document in which it was checked, or where the row comes from.
    pub source: String,
}

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameUse {
    /// The long or lead name.
    Name,
    /// Another name that identifies the instrument alone (`Paris Principles`).
    Alias,
    /// Capitals (`ICCPR`); letter case counts.
    Acronym,
    /// Capitals that also stand for a committee or conference (`CEDAW`).
    AcronymOrBody,
    /// One name of several instruments (`International Covenants on Human Rights`).
    Collective,
    /// One name of several instruments of which one is meant, that of the last such meeting.
    Recurring,
    /// A definite short form that needs the instrument named before (`the Charter`), without its article.
    Short,
    /// A title under which a document or its draft was known; a phrase of common words, so quotation marks or
    /// `entitled` must announce it.
    Title,
}

/// One name with all that it names: one entry for each language, use and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentName {
    /// Language of the name.
    pub language: Language,
    /// How the name is used.
    pub usage: NameUse,
    /// The name, without article.
    pub text: String,
    /// The name in lower case.
    pub lower: String,
    /// The instruments: several for collective and recurring names only.
    pub ids: Vec<Id>,
}

/// All named instruments, in the order of the file, and all their names.
#[derive(Debug)]
pub struct Instruments {
    rows: Vec<Instrument>,
    places: HashMap<Id, usize>,
    /// The instruments that a document is or holds.
    documents: HashMap<String, Vec<usize>>,
    by_date: BTreeMap<Date, Vec<usize>>,
    names: Vec<InstrumentName>,
    /// The names in the order of their texts in lower case; those of one text in the order of the file.
    by_text: Vec<usize>,
    /// The names of which only one instrument is meant.
    recurring: Vec<usize>,
    /// The names that an instrument has alone, for each of `rows`.
    own: Vec<Vec<usize>>,
}

impl Instruments {
    /// Returns the instruments built into the program.
    pub(super) fn embedded() -> Self {
        let rows: Vec<Instrument> =
            csv::Reader::from_reader(include_str!("../../data/instruments.csv").as_bytes())
                .deserialize::<Row>()
                .map(|row| row.expect("data/instruments.csv is checked by a test").into_instrument())
                .collect();
        let places: HashMap<Id, usize> =
            rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        let mut documents: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_date: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            documents.entry(row.id.document().to_owned()).or_default().push(at);
            if let Some(date) = row.adopted {
                by_date.entry(date).or_default().push(at);
            }
        }
        let names = embedded_names();
        let mut by_text: Vec<usize> = (0..names.len()).collect();
        by_text.sort_by_key(|at| &names[*at].lower);
        let recurs = |at: &usize| names[*at].usage == NameUse::Recurring;
        let recurring = (0..names.len()).filter(recurs).collect();
        let mut own = vec![Vec::new(); rows.len()];
        for (at, name) in names.iter().enumerate() {
            if let [id] = name.ids.as_slice()
                && let Some(row) = places.get(id)
            {
                own[*row].push(at);
            }
        }
        Self { rows, places, documents, by_date, names, by_text, recurring, own }
    }

    /// Returns the instrument of an id.
    pub fn get(&self, id: &Id) -> Option<&Instrument> {
        self.places.get(id).map(|at| &self.rows[*at])
    }

    /// Returns whether a document is an instrument or holds one.
    pub fn has_document(&self, document: &str) -> bool {
        self.documents.contains_key(document)
    }

    /// Returns the instruments that a document is or holds, in the order of the file.
    pub fn of_document(&self, document: &str) -> impl Iterator<Item = &Instrument> + use<'_> {
        self.documents.get(document).into_iter().flatten().map(|at| &self.rows[*at])
    }

    /// Returns the instruments that were adopted on a date, in the order of the file.
    pub fn adopted_on(&self, date: Date) -> impl Iterator<Item = &Instrument> {
        self.by_date.get(&date).into_iter().flatten().map(|at| &self.rows[*at])
    }

    /// Returns every instrument.
    pub fn iter(&self) -> impl Iterator<Item = &Instrument> {
        self.rows.iter()
    }

    /// Returns whether instruments bear a name of which only one of them is meant.
    pub fn is_recurring(&self, ids: &[Id]) -> bool {
        self.recurring.iter().any(|at| self.names[*at].ids == ids)
    }

    /// Returns every name, in the order of the file.
    pub fn names(&self) -> &[InstrumentName] {
        &self.names
    }

    /// Returns the names that an instrument has for itself, in the order of the file.
    pub fn own_names(&self, id: &Id) -> impl Iterator<Item = &InstrumentName> + use<'_> {
        let own = self.places.get(id).map_or(&[][..], |row| &self.own[*row]);
        own.iter().map(|at| &self.names[*at])
    }

    /// Returns the names that begin so in lower case; those of the same text in the order of the file.
    pub fn names_from<'a>(&'a self, lower: &str) -> impl Iterator<Item = &'a InstrumentName> {
        let from = self.by_text.partition_point(|at| self.names[*at].lower.as_str() < lower);
        let names = self.by_text[from..].iter().map(|at| &self.names[*at]);
        names.take_while(move |name| name.lower.starts_with(lower))
    }

    /// Returns the instruments of a number of the United Nations Treaty Series. A convention and its protocols share
    /// the number; the volume tells them apart.
    pub fn of_treaty_series(&self, number: u32, volume: Option<u32>) -> Vec<&Instrument> {
        let place = |series: &str| -> Option<(u32, u32)> {
            let (volume, number) = series.strip_prefix("vol. ")?.split_once(", No. ")?;
            Some((volume.parse().ok()?, number.parse().ok()?))
        };
        let fits = |(own_volume, own_number)| own_number == number && volume.is_none_or(|v| v == own_volume);
        self.rows
            .iter()
            .filter(|row| row.treaty_series.as_deref().and_then(place).is_some_and(fits))
            .collect()
    }

    /// Returns the node of the graph that an id lies in, what the node is, and the place within it.
    ///
    /// An instrument with `#` in its id is a node of its own beside the document that holds it. A named document
    /// (`A/RES/70/1`) stays a document: there is nothing beside it that the name could mean. Any other fragment
    /// (`#op14`, or `#annex` of a resolution whose annex has no row) is a place within the document.
    pub fn place(&self, id: &Id) -> (NodeId, NodeKind, Option<String>) {
        let text = id.as_str();
        if text.starts_with("SET:") {
            return (NodeId::from(id), NodeKind::Set, None);
        }
        if text.starts_with("ORG:") {
            return (NodeId::from(id), NodeKind::Organisation, None);
        }
        if text.starts_with("STATE:") {
            return (NodeId::from(id), NodeKind::State, None);
        }
        let parts = |at: usize| {
            let rest = text.get(at + 1..).filter(|rest| !rest.is_empty());
            (NodeId::new(&text[..at]), NodeKind::Instrument, rest.map(str::to_owned))
        };
        if id.is_slug() {
            return parts(text.find(['/', '#']).unwrap_or(text.len()));
        }
        let Some(hash) = text.find('#') else {
            let place = id.fragment().map(str::to_owned);
            return (NodeId::new(id.document()), NodeKind::Document, place);
        };
        // The longest row wins: `…#chap.I/res.1/annex-I` lies in the row `…#chap.I/res.1`.
        let ends = text[hash..].rmatch_indices('/').map(|(at, _)| hash + at);
        for end in std::iter::once(text.len()).chain(ends) {
            if self.places.contains_key(&text[..end]) {
                return parts(end);
            }
        }
        (NodeId::new(&text[..hash]), NodeKind::Document, Some(text[hash + 1..].to_owned()))
    }
}

fn embedded_names() -> Vec<InstrumentName> {
    let mut names: Vec<InstrumentName> = Vec::new();
    let mut places: BTreeMap<(String, NameUse, String), usize> = BTreeMap::new();
    for row in
        csv::Reader::from_reader(include_str!("../../data/names.csv").as_bytes()).deserialize::<NameRow>()
    {
        let row = row.expect("data/names.csv is checked by a test");
        let at = *places.entry((row.language.clone(), row.usage, row.name.clone())).or_insert(names.len());
        if at == names.len() {
            let language = Language::new(row.language);
            let lower = row.name.to_lowercase();
            names.push(InstrumentName { language, usage: row.usage, text: row.name, lower, ids: Vec::new() });
        }
        names[at].ids.push(Id::new(row.id));
    }
    names
}

#[derive(Deserialize)]
struct Row {
    id: String,
    kind: String,
    name: String,
    adopted: Option<String>,
    basis: String,
    in_force: Option<String>,
    treaty_series: Option<String>,
    checked: Checked,
    source: String,
}

impl Row {
    fn into_instrument(self) -> Instrument {
        let date = |cell: Option<String>| {
            cell.map(|d| d.parse().expect("data/instruments.csv is checked by a test"))
        };
        Instrument {
            id: Id::new(self.id),
            kind: self.kind,
            name: self.name,
            adopted: date(self.adopted),
            basis: self.basis,
            in_force: date(self.in_force),
            treaty_series: self.treaty_series,
            checked: self.checked,
            source: self.source,
        }
    }
}

#[derive(Deserialize)]
struct NameRow {
    id: String,
    language: String,
    #[serde(rename = "use")]
    usage: NameUse,
    name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_instruments_are_sound() {
        let instruments = Instruments::embedded();
        assert_eq!(instruments.rows.len(), instruments.places.len(), "an id stands twice");
        for row in instruments.iter() {
            for text in [row.id.as_str(), &row.kind, &row.name, &row.basis, &row.source] {
                assert!(!text.is_empty() && text.trim() == text, "{}: '{text}'", row.id);
            }
            assert!(row.adopted.is_some(), "{} has no date", row.id);
            assert!(row.in_force.is_none_or(|d| row.adopted <= Some(d)), "{}", row.id);
            let (node, _, place) = instruments.place(&row.id);
            assert_eq!((node.as_str(), place), (row.id.as_str(), None), "an instrument is a node");
        }
    }

    #[test]
    fn the_names_are_sound() {
        let instruments = Instruments::embedded();
        let mut meaning: BTreeMap<(String, String), &InstrumentName> = BTreeMap::new();
        for name in instruments.names() {
            let text = name.text.as_str();
            assert!(text.len() >= 3 && text.trim() == text && !text.contains("  "), "'{text}'");
            assert!(!text.contains([';', '=', '|', '…']) && !text.contains("..."), "'{text}'");
            assert!(
                ["en", "fr", "es", "nl"].contains(&name.language.as_str()),
                "'{text}': {}",
                name.language
            );
            let article = text.split([' ', '’']).next().is_some_and(|word| {
                ["the", "a", "la", "le", "les", "el", "los", "las", "het", "de"].contains(&word)
            });
            assert!(!article, "'{text}' begins with an article");
            let several = matches!(name.usage, NameUse::Collective | NameUse::Recurring);
            assert_eq!(several, name.ids.len() > 1, "'{text}'");
            for id in &name.ids {
                assert!(instruments.get(id).is_some(), "'{text}' names {id}, which has no row");
            }
            let key = (name.language.to_string(), text.to_lowercase());
            if let Some(other) = meaning.insert(key, name) {
                panic!("'{text}' stands twice: {:?} and {:?}", other.ids, name.ids);
            }
        }
    }

    fn check(id: &str, node: &str, kind: NodeKind, place: Option<&str>) {
        let found = Instruments::embedded().place(&Id::new(id));
        assert_eq!(found, (NodeId::new(node), kind, place.map(str::to_owned)), "{id}");
    }

    #[test]
    fn instruments_are_nodes_and_their_articles_are_places() {
        let instrument = |id, node, place| check(id, node, NodeKind::Instrument, place);
        instrument("A/RES/53/144#annex", "A/RES/53/144#annex", None);
        instrument("A/RES/53/144#annex/art.1", "A/RES/53/144#annex", Some("art.1"));
        instrument("A/RES/2200(XXI)A#annex:ICCPR/art.4", "A/RES/2200(XXI)A#annex:ICCPR", Some("art.4"));
        instrument("A/RES/2200(XXI)A#annex:ICCPR-OP1", "A/RES/2200(XXI)A#annex:ICCPR-OP1", None);
        instrument(
            "A/CONF.177/20/Rev.1#chap.I/res.1/annex-I",
            "A/CONF.177/20/Rev.1#chap.I/res.1",
            Some("annex-I"),
        );
        instrument("UN-CHARTER", "UN-CHARTER", None);
        instrument("UN-CHARTER/art.2", "UN-CHARTER", Some("art.2"));
        instrument("TREATY:GENEVA-IV/art.49", "TREATY:GENEVA-IV", Some("art.49"));
        instrument("TREATY:UNKNOWN/art.3", "TREATY:UNKNOWN", Some("art.3"));
    }

    #[test]
    fn other_fragments_are_places_in_documents() {
        let document = |id, node, place| check(id, node, NodeKind::Document, place);
        document("A/68/53#chap.IV/sect.A", "A/68/53", Some("chap.IV/sect.A"));
        document("A/RES/2200(XXI)A#annex", "A/RES/2200(XXI)A", Some("annex"));
        document("A/RES/72/247#op14", "A/RES/72/247", Some("op14"));
        document("A/RES/70/1", "A/RES/70/1", None);
        document("A/RES/70/1#op3", "A/RES/70/1", Some("op3"));
        document("A/RES/217(III)A", "A/RES/217(III)A", None);
        document("CCPR/C/21/Rev.1/Add.11/Corr.1", "CCPR/C/21/Rev.1/Add.11/Corr.1", None);
        document("LETTER:HRD-NGO-2015-12-09", "LETTER:HRD-NGO-2015-12-09", None);
    }

    #[test]
    fn sets_and_organisations_are_whole() {
        check("SET:reports(SR-HRD)", "SET:reports(SR-HRD)", NodeKind::Set, None);
        let set = "SET:previous-resolutions(A/RES,this-subject)";
        check(set, set, NodeKind::Set, None);
        check("ORG:amnesty-international", "ORG:amnesty-international", NodeKind::Organisation, None);
        check("STATE:norway", "STATE:norway", NodeKind::State, None);
    }

    #[test]
    fn treaty_numbers_name_families_and_volumes_members() {
        let instruments = Instruments::embedded();
        let check = |number, volume, expected: &[&str]| {
            let found: Vec<&str> =
                instruments.of_treaty_series(number, volume).iter().map(|i| i.id.as_str()).collect();
            assert_eq!(found, expected, "{number}");
        };
        check(24841, None, &["A/RES/39/46#annex", "A/RES/57/199#annex"]);
        check(24841, Some(2375), &["A/RES/57/199#annex"]);
        check(1, None, &[]);
    }
}
