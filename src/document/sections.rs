//! The sections of a resolution that count their paragraphs anew: `I`, `II`, each with its own paragraph 1.

use super::paragraphs::Draft;
use crate::authority::roman_value;

/// One section: its numeral, and where its paragraphs begin and end.
struct Section {
    numeral: String,
    from: usize,
    to: usize,
}

/// Puts the numeral of the section before the numbers of paragraphs, where one section counts anew what another has
/// counted: `opII.3`, `ppII.1`. Where the count goes on from section to section the numbers tell enough.
pub(super) fn label(drafts: &mut [Draft]) {
    let sections = sections(drafts);
    let first = |section: &&Section| {
        drafts[section.from..section.to].iter().any(|d| number(&d.label, "op") == Some(1))
    };
    if sections.iter().filter(first).count() < 2 {
        return;
    }
    for Section { numeral, from, to } in sections {
        let mut preambular = 0;
        let mut last = String::new();
        for draft in &mut drafts[from..to] {
            if number(&draft.label, "op").is_some() {
                draft.label.insert_str(2, &format!("{numeral}."));
            } else if number(&draft.label, "pp").is_some() {
                preambular += u32::from(draft.label != last);
                last = std::mem::replace(&mut draft.label, format!("pp{numeral}.{preambular}"));
            }
        }
    }
}

/// Finds the sections: each behind a heading that begins with the next Roman numeral.
fn sections(drafts: &[Draft]) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.label == "heading") {
        if out.is_empty() && numeral(draft.text.as_str(), 2).is_some() {
            out.push(Section { numeral: "I".to_owned(), from: first(&drafts[..at]), to: at });
        }
        if let Some(numeral) = numeral(draft.text.as_str(), out.len() + 1) {
            if let Some(last) = out.last_mut() {
                last.to = at;
            }
            out.push(Section { numeral: numeral.to_owned(), from: at + 1, to: drafts.len() });
        }
    }
    out
}

/// Returns where the first section begins among the paragraphs before the second, where its numeral was lost: behind the last
/// heading with which the count begins anew.
fn first(before: &[Draft]) -> usize {
    let anew = |heading: &usize| {
        let numbers = before[*heading..].iter().find_map(|d| number(&d.label, "op"));
        before[*heading].label == "heading" && numbers == Some(1)
    };
    (0..before.len()).rev().find(anew).map_or(0, |heading| heading + 1)
}

/// Returns whether a heading behind some paragraphs begins the next section.
pub(super) fn begins(before: &[Draft], heading: &str) -> bool {
    let next = || numeral(heading, sections(before).len() + 1).is_some();
    heading.starts_with(['I', 'V', 'X', 'L']) && (numeral(heading, 1).is_some() || next())
}

/// Returns whether a text is a Roman numeral alone.
pub(super) fn is_numeral(text: &str) -> bool {
    let text = text.trim_end();
    !text.is_empty() && text.len() <= "XXVIII".len() && text.bytes().all(|b| b"IVXL".contains(&b))
}

/// Returns the numeral at the beginning of a heading if it is the one expected.
fn numeral(heading: &str, expected: usize) -> Option<&str> {
    let (numeral, rest) = heading.split_at(heading.bytes().take_while(|b| b"IVXL".contains(b)).count());
    let parted = rest.is_empty() || rest.starts_with([' ', '.', '\t']);
    (parted && roman_value(numeral).map(usize::from) == Some(expected)).then_some(numeral)
}

/// Returns the number in the label of a paragraph: 3 of `op3` and of `op3(a)`.
fn number(label: &str, prefix: &str) -> Option<u32> {
    let rest = label.strip_prefix(prefix)?;
    rest[..rest.bytes().take_while(u8::is_ascii_digit).count()].parse().ok()
}

#[cfg(test)]
mod tests {
    /// Returns the labels of a resolution with these paragraphs, headings aside.
    fn labels(paragraphs: &str) -> Vec<String> {
        let text = format!("General Assembly\n\n70/901. Lakes\n\nThe General Assembly,\n\n{paragraphs}");
        let mut labels = crate::document::paragraphs::labels(&text);
        labels.retain(|label| label != "heading");
        labels
    }

    #[test]
    fn sections_that_count_anew_are_named() {
        let text = "Recalling the Lakes,\n\nI\n\nLakes of the north\n\nNoting the north,\n\nNoting ice,\n\n1. Decides to rest;\n\n\
            2. Decides:\n\n(a) To swim;\n\n(b) To row;\n\nII Rivers\n\nNoting the Rivers,\n\n1. Decides to swim.\n";
        assert_eq!(
            labels(text),
            ["pp1", "ppI.1", "ppI.2", "opI.1", "opI.2", "opI.2(a)", "opI.2(b)", "ppII.1", "opII.1"]
        );
    }

    #[test]
    fn the_first_numeral_may_be_lost() {
        let text = "1. Decides to rest;\n\nLakes of the north\n\nNoting ice,\n\n1. Decides to row;\n\nII Rivers\n\n1. Decides to swim.\n";
        assert_eq!(labels(text), ["op1", "ppI.1", "opI.1", "opII.1"]);
    }

    #[test]
    fn a_count_that_goes_on_needs_no_section() {
        let text =
            "I. Lakes\n\n1. Decides to rest;\n\n2. Decides to row;\n\nII. Rivers\n\n3. Decides to swim.\n";
        assert_eq!(labels(text), ["op1", "op2", "op3"]);
    }
}
