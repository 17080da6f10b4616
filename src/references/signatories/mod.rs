//! The signatories of a letter: the lines of a list -> its entries.
//!
//! Lists pasted from narrow or two-column pages lose line ends: one line holds several names, and the first words of
//! a name stand at the end of the line before. The borders are found in this order:
//!
//! 1. `token`: words, with hyphens repaired and places marked;
//! 2. `order`: the order of the list, from the longest ascending series of its lines;
//! 3. `segmentation`: the best borders by order, words (`word_model`), known names (`gazetteer`) and grammar;
//! 4. `naming`: what is name, acronym, other name, location and clause in an entry.
//!
//! Every word of the list belongs to just one entry. Where two readings are about as good, the lines stay as printed
//! and the entry is uncertain.

mod acronym;
mod fold;
mod gazetteer;
mod naming;
mod order;
mod segmentation;
mod token;
mod word_model;

pub use gazetteer::Gazetteer;

use crate::model::{Certainty, Signature, Span, Text};

use segmentation::{Ground, Piece, Sureness};
use token::{Shape, Token};

/// Cuts the lines of a signatory list into entries, in the order of the list.
pub fn segment(lines: &[Text], gazetteer: &Gazetteer) -> Vec<Signature> {
    let words = token::tokens(lines);
    let pieces = segmentation::pieces(&words, gazetteer);
    pieces.iter().map(|piece| signature(piece, &words, lines, gazetteer)).collect()
}

fn signature(piece: &Piece, words: &[Token], lines: &[Text], gazetteer: &Gazetteer) -> Signature {
    let own = &words[piece.start..piece.end];
    let naming = naming::name(own, gazetteer);
    let mut notes: Vec<String> = naming.notes;
    let mut certainty = match piece.sureness {
        Sureness::Certain => Certainty::Certain,
        Sureness::Probable => Certainty::Probable,
        Sureness::Open => Certainty::Uncertain,
    };
    if !piece.other_borders.is_empty() {
        notes.push(format!("may also be read as: {}", other_reading(piece, words)));
    }
    if !naming.organisation {
        certainty = Certainty::Uncertain;
        notes.push("describes a person; no organisation is named".to_owned());
    } else if piece.ground != Ground::Line && is_lone_stranger(own) {
        certainty = Certainty::Uncertain;
        notes.push("a single word cut out of a line; the rest of its name may be lost".to_owned());
    }
    Signature {
        name: naming.name,
        as_printed: printed(own),
        certainty,
        organisation: naming.organisation,
        acronym: naming.acronym,
        aliases: naming.aliases,
        location: naming.location,
        span: span(own, lines),
        rule: piece.ground.as_str().to_owned(),
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    }
}

/// Returns whether an entry is one ordinary word with a capital: as likely a given name as an organisation.
fn is_lone_stranger(words: &[Token]) -> bool {
    words.len() == 1 && words[0].opening == Shape::Capital
}

/// Returns the words as printed, with ` ⏎ ` at a line end.
fn printed(words: &[Token]) -> String {
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push_str(if word.first { " ⏎ " } else { " " });
        }
        out.push_str(word.printed);
    }
    out
}

fn other_reading(piece: &Piece, words: &[Token]) -> String {
    let cuts: Vec<usize> =
        [piece.start].into_iter().chain(piece.other_borders.iter().copied()).chain([piece.end]).collect();
    cuts.windows(2).map(|cut| printed(&words[cut[0]..cut[1]])).collect::<Vec<_>>().join(" | ")
}

fn span(words: &[Token], lines: &[Text]) -> Span {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Span::default() };
    let start = lines[first.line].source(first.at).start;
    let end = lines[last.line].source(last.at).end;
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names before and after the lines under test, which show the order of the list.
    const BEFORE: [&str; 5] =
        ["Alder Foundation", "Birch Network", "Centre for Dry Lakes", "Dune Watch", "Elm Association"];
    const AFTER: [&str; 5] =
        ["Sand Institute", "Tern Trust", "Union of Lakes", "Vale Council", "Willow Alliance"];

    fn read(lines: &[&str]) -> Vec<Signature> {
        let all: Vec<&str> = BEFORE.iter().chain(lines).chain(&AFTER).copied().collect();
        let input = all.join("\n");
        let mut at = 0;
        let mut texts = Vec::new();
        for line in &all {
            let mut text = Text::new();
            text.push(line, at);
            at += line.len() + 1;
            texts.push(text);
        }
        let mut found = segment(&texts, &Gazetteer::embedded().without_names());
        for signature in &found {
            let words = &input[signature.span.start..signature.span.end];
            let solid = |s: &str| s.split_whitespace().filter(|w| *w != "⏎").collect::<String>();
            assert_eq!(solid(words), solid(&signature.as_printed));
        }
        found.drain(..BEFORE.len());
        found.truncate(found.len() - AFTER.len());
        found
    }

    fn check(lines: &[&str], expected: &[&str]) {
        let found: Vec<String> = read(lines).into_iter().map(|s| s.as_printed).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_lines_stay_whole() {
        let lines = [
            "Foundation for the Study of Lakes and Rivers",
            "Green Rivers International Network (GRIN)",
            "Human Dignity Forum, Kenya",
            "Independent Lawyer / Human Rights Defender",
        ];
        check(&lines, &lines);
        assert!(read(&lines)[..3].iter().all(|s| s.certainty == Certainty::Certain && s.rule == "line"));
        assert!(!read(&lines)[3].organisation);
    }

    #[test]
    fn lines_that_hold_several_names_are_parted() {
        check(
            &[
                "Forum of Lake Villages, Kenya Green Rivers Foundation",
                "Harbour Watch (HW) Island Peace Centre",
            ],
            &[
                "Forum of Lake Villages, Kenya",
                "Green Rivers Foundation",
                "Harbour Watch (HW)",
                "Island Peace Centre",
            ],
        );
    }

    /// Each line ends with the first words of the next name; the list runs on from name to name.
    #[test]
    fn shifted_names_are_put_together() {
        check(
            &[
                "Forum of Lake Villages Green",
                "Rivers Foundation Green",
                "Shores Society of Kenya",
                "Harbour Watch",
            ],
            &[
                "Forum of Lake Villages",
                "Green ⏎ Rivers Foundation",
                "Green ⏎ Shores Society of Kenya",
                "Harbour Watch",
            ],
        );
    }

    #[test]
    fn acronyms_and_clauses_are_no_entries() {
        let lines = [
            "Federation of Riverine Youth FRY",
            "Green Rivers Network, within the framework of the",
            "Observatory for Lakes",
            "HARIV Harbour and River Volunteers",
        ];
        let found = read(&lines);
        let parts: Vec<_> = found.iter().map(|s| (s.name.as_str(), s.acronym.as_deref())).collect();
        let expected = [
            ("Federation of Riverine Youth", Some("FRY")),
            ("Green Rivers Network", None),
            ("Harbour and River Volunteers", Some("HARIV")),
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn two_entries_of_one_organisation_have_one_name() {
        let found = read(&["Lake Defenders", "Lake Defenders, Sweden"]);
        assert_eq!((found.len(), &found[0].name), (2, &found[1].name));
    }

    /// Without an order and without a sign, nothing parts a line; what is not known is not invented.
    #[test]
    fn an_unsorted_line_without_signs_stays_as_printed() {
        let lines =
            ["Zeal Network", "Marsh Union", "Heath Forum", "Abbey Lake Meadow Trust", "Yarrow League"];
        let texts: Vec<Text> = lines
            .iter()
            .map(|line| {
                let mut text = Text::new();
                text.push(line, 0);
                text
            })
            .collect();
        let found = segment(&texts, Gazetteer::embedded());
        assert_eq!(found.iter().map(|s| s.as_printed.as_str()).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn no_lines_no_signatures() {
        assert_eq!(segment(&[], Gazetteer::embedded()), []);
        assert_eq!(segment(&[Text::new(), Text::new()], Gazetteer::embedded()), []);
    }
}
