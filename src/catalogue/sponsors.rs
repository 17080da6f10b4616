//! Who sponsored a draft: field 710, the statement of responsibility (245 $c), and the note on later sponsors (515).

use super::marc::Record;
use super::words::{trimmed, whole};
use crate::authority::{Authority, States};
use crate::model::{
    Citation, Class, Confidence, Document, Id, Relation, Role, Span, Symbol, Text, Via, Warning,
};

/// What the names of organs begin with in the library; those of regional groups do as well.
const ORGAN: &str = "UN. ";

/// Statements of the note 515 (`Additional sponsors: Chad and Togo (A/78/1). - Fiji was removed from the list of sponsors …`).
const ADDITIONAL: [&str; 2] = ["additional sponsors:", "additional sponsor:"];
const REMOVED: &str = " removed from the list of sponsors";
const ORIGINAL: [&str; 2] = [" are original sponsors", " is an original sponsor"];

/// What the statement of responsibility says of one who speaks for a group.
const ON_BEHALF: &str = "on behalf of ";

/// Who made a document.
#[derive(Debug, Default)]
pub(super) struct Sponsors {
    /// The edges from States and groups of States to the draft, each once.
    pub citations: Vec<Citation>,
    /// The organs that submitted it, and of what is no draft all that the record names.
    pub submitted_by: Option<String>,
    /// What the note says of other matters.
    pub remarks: Vec<String>,
}

/// Reads the sponsors of a document.
///
/// What the library enters as a name (710) counts first; names that only the statement of responsibility has come second,
/// and those who joined later third. One who withdrew is kept with a warning.
pub(super) fn sponsors(
    record: &Record,
    document: &Document,
    is_draft: bool,
    authority: &Authority,
) -> Sponsors {
    let mut out = Sponsors::default();
    let mut named = Named { document, states: authority.states, citations: Vec::new() };
    let mut organs: Vec<&str> = Vec::new();
    for words in record.words("710", 'a') {
        let is_group = || authority.states.of_name(words.as_str()).is_some();
        if is_draft && (!words.as_str().starts_with(ORGAN) || is_group()) {
            named.add(words, "710$a", "marc-710", 100);
        } else {
            organs.push(words.as_str());
        }
    }
    out.submitted_by = (!organs.is_empty()).then(|| organs.join("; "));
    if is_draft {
        for words in record.words("245", 'c') {
            named.responsible(words);
        }
    }
    let mut withdrawn: Vec<(Id, String)> = Vec::new();
    for note in record.words("515", 'a') {
        for statement in statements(note) {
            let text = statement.as_str();
            let lower = text.to_ascii_lowercase();
            let additional = ADDITIONAL.iter().find(|words| lower.starts_with(*words));
            let original = ORIGINAL.iter().find_map(|words| lower.find(words));
            if !is_draft {
                out.remarks.push(text.to_owned());
            } else if let Some(words) = additional {
                let list = Span::new(words.len(), without_source(text));
                named.list(&statement.slice(list), "515$a", "marc-515-additional", 100);
            } else if let Some(at) = original {
                named.list(&statement.slice(Span::new(0, at)), "515$a", "marc-515-original", 100);
            } else if let Some(at) = lower.find(REMOVED) {
                let who = lower[..at].rfind(" was").or_else(|| lower[..at].rfind(" were")).unwrap_or(at);
                let names = names(&statement.slice(Span::new(0, who)), authority.states);
                let ids = names.iter().filter_map(|name| authority.states.id_of(name.as_str()));
                withdrawn.extend(ids.map(|id| (id, text.to_owned())));
                out.remarks.push(text.to_owned());
            } else {
                out.remarks.push(text.to_owned());
            }
        }
    }
    for citation in &mut named.citations {
        if let Some((_, explanation)) = withdrawn.iter().find(|(id, _)| *id == citation.source) {
            citation.confidence = Confidence::percent(50);
            let (code, explanation) = (Warning::WITHDRAWN.to_owned(), explanation.clone());
            citation.warning = Some(Warning { code, explanation, suggestion: None });
        }
    }
    out.citations = named.citations;
    out
}

/// The sponsors named so far.
struct Named<'a> {
    document: &'a Document,
    states: &'a States,
    citations: Vec<Citation>,
}

impl Named<'_> {
    fn add(&mut self, name: &Text, para: &str, rule: &str, hundredths: u8) {
        let Some(source) = self.states.id_of(name.as_str()) else { return };
        if self.citations.iter().any(|known| known.source == source) {
            return;
        }
        self.citations.push(Citation {
            source,
            para: para.to_owned(),
            class: Class::Structural,
            surface: name.as_str().to_owned(),
            target: self.document.id.clone(),
            relation: Relation::Sponsored,
            verb: None,
            via: Via::Text,
            role: Role::Object,
            connector: None,
            rule: rule.to_owned(),
            confidence: Confidence::percent(hundredths),
            warning: None,
            date: None,
            language: self.document.language.clone(),
            page: None,
            span: name.source(whole(name)),
        });
    }

    fn list(&mut self, list: &Text, para: &str, rule: &str, hundredths: u8) {
        for name in names(list, self.states) {
            self.add(&name, para, rule, hundredths);
        }
    }

    /// Reads `Cuba [on behalf of the Group of 77 and China] and Togo`; nothing of `submitted by the Chair`.
    fn responsible(&mut self, words: &Text) {
        let (mut list, mut from) = (Text::new(), 0);
        let mut groups: Vec<Text> = Vec::new();
        while let Some(open) = words.as_str()[from..].find('[').map(|at| from + at) {
            let end = words.as_str()[open..].find(']').map_or(words.len(), |at| open + at);
            let inside = words.slice(Span::new(open + 1, end));
            if let Some(group) = inside.as_str().strip_prefix(ON_BEHALF) {
                let mut group = group;
                while let Some(rest) = group.strip_prefix("the ").or_else(|| group.strip_prefix("of ")) {
                    group = rest;
                }
                let start = inside.len() - group.len();
                groups.push(inside.slice(Span::new(start, inside.len())));
            }
            list.append_part(words, Span::new(from, open));
            from = (end + 1).min(words.len());
        }
        list.append_part(words, Span::new(from, words.len()));
        for group in &groups {
            self.add(group, "245$c", "marc-245-on-behalf", 95);
        }
        // A statement in words begins with a small letter: `by the Secretariat`.
        if list.as_str().starts_with(char::is_uppercase) {
            self.list(&list, "245$c", "marc-245-statement", 95);
        }
    }
}

/// Returns the statements of a note, which are parted by dashes.
fn statements(note: &Text) -> Vec<Text> {
    let text = note.as_str();
    let mut out = Vec::new();
    let mut from = 0;
    loop {
        let end = text[from..].find(". - ").map_or(text.len(), |at| from + at + 1);
        let statement = trimmed(note, Span::new(from, end), &['-']);
        if !statement.is_empty() {
            out.push(statement);
        }
        match end {
            end if end == text.len() => return out,
            end => from = end,
        }
    }
}

/// Returns the byte at which the list of names ends: before the bracket with the document that prints it.
fn without_source(statement: &str) -> usize {
    let is_symbol = |inside: &str| inside.split(')').next().is_some_and(|s| s.parse::<Symbol>().is_ok());
    let bracket = statement.rfind('(').filter(|at| is_symbol(&statement[at + 1..]));
    bracket.unwrap_or(statement.len())
}

/// Parts a list of names: `Bosnia and Herzegovina, Iran (Islamic Republic of) and Trinidad and Tobago` are three.
///
/// Commas part, outside brackets; the last `and` does, where it does not stand in a name that the table knows.
fn names(list: &Text, states: &States) -> Vec<Text> {
    let text = list.as_str();
    let mut pieces: Vec<Span> = Vec::new();
    let (mut from, mut depth) = (0, 0usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                pieces.push(Span::new(from, at));
                from = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(Span::new(from, text.len()));
    let mut joined: Vec<Span> = Vec::new();
    for piece in pieces {
        // `Germany, Federal Republic of` is one name.
        let turned = text[piece.start..piece.end].trim_end().ends_with(" of");
        match joined.last_mut().filter(|_| turned) {
            Some(last) => last.end = piece.end,
            None => joined.push(piece),
        }
    }
    let mut out = Vec::new();
    let last = joined.len() - 1;
    for (at, piece) in joined.into_iter().enumerate() {
        let piece = trimmed(list, piece, &['.', ';']);
        let start = if piece.as_str().starts_with("and ") { 4 } else { 0 };
        let piece = piece.slice(Span::new(start, piece.len()));
        parted(&piece, at == last, states, &mut out);
    }
    out
}

/// Adds the names of a piece between two commas.
fn parted(piece: &Text, is_last: bool, states: &States, out: &mut Vec<Text>) {
    const AND: &str = " and ";
    let text = piece.as_str();
    let joints: Vec<usize> = text.match_indices(AND).map(|(at, _)| at).collect();
    let is_known = |name: &str| states.of_name(name).is_some();
    let both_known = |at: &&usize| is_known(&text[..**at]) && is_known(&text[**at + AND.len()..]);
    let joint = match joints.last() {
        None => None,
        Some(_) if is_known(text) => None,
        Some(last) => joints.iter().find(both_known).or(is_last.then_some(last)),
    };
    let names = match joint {
        Some(at) => vec![Span::new(0, *at), Span::new(at + AND.len(), text.len())],
        None => vec![whole(piece)],
    };
    out.extend(names.into_iter().map(|name| trimmed(piece, name, &[])).filter(|name| !name.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Text {
        let mut text = Text::new();
        text.push(words, 7);
        text
    }

    #[test]
    fn lists_of_names_are_parted_with_care() {
        let check = |list: &str, expected: &[&str]| {
            let found = names(&text(list), States::embedded());
            let found: Vec<&str> = found.iter().map(Text::as_str).collect();
            assert_eq!(found, expected, "{list}");
        };
        check("Norway", &["Norway"]);
        check("Chad and Togo", &["Chad", "Togo"]);
        check("Chad, Togo, and Fiji", &["Chad", "Togo", "Fiji"]);
        check("Bosnia and Herzegovina", &["Bosnia and Herzegovina"]);
        check(
            "Bosnia and Herzegovina, Iran (Islamic Republic of) and Trinidad and Tobago",
            &["Bosnia and Herzegovina", "Iran (Islamic Republic of)", "Trinidad and Tobago"],
        );
        check("Trinidad and Tobago and Ukraine", &["Trinidad and Tobago", "Ukraine"]);
        check("Germany, Federal Republic of, and Ruritania", &["Germany, Federal Republic of", "Ruritania"]);
        check("Ruritania and Utopia", &["Ruritania", "Utopia"]);
        check("", &[]);
    }

    #[test]
    fn a_note_is_parted_into_statements() {
        let note =
            text("Additional sponsors: Chad and Togo (A/1/2). - Fiji was removed from the list of sponsors.");
        let found = statements(&note);
        let found: Vec<&str> = found.iter().map(Text::as_str).collect();
        assert_eq!(
            found,
            ["Additional sponsors: Chad and Togo (A/1/2).", "Fiji was removed from the list of sponsors."]
        );
        assert_eq!(without_source(found[0]), "Additional sponsors: Chad and Togo ".len());
        let bracket = "Additional sponsors: Iran (Islamic Republic of)";
        assert_eq!(without_source(bracket), bracket.len());
    }
}
