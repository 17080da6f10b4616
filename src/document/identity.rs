//! Who a document is: by its title line, its masthead, the name of its file, or its content.

use sha2::{Digest, Sha256};

use super::kind::Kind;
use super::line::Line;
use super::region::Region;
use crate::authority::{Authority, Number, ocr};
use crate::model::{Id, Span, Symbol, Text};

/// Who a document is, and by which rule.
#[derive(Debug)]
pub(super) struct Identity {
    pub id: Id,
    pub symbol: Option<Symbol>,
    pub rule: &'static str,
    pub printed: Vec<Text>,
    pub warnings: Vec<String>,
}

/// What the file says beyond the lines of the document.
pub(super) struct Around<'a> {
    /// The symbol that the name of the file gives to this document.
    pub file: Option<&'a Symbol>,
    /// Whether the file holds other documents.
    pub several: bool,
    /// The symbol of the next document in the file.
    pub next: Option<&'a Symbol>,
    /// The symbol that the title gives.
    pub title: Option<&'a Symbol>,
    /// The content of the file.
    pub bytes: &'a [u8],
}

/// Returns the id of a document that bears no symbol: a hash of the file that holds it.
pub(super) fn of_content(bytes: &[u8]) -> Id {
    let hash: String = Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect();
    Id::new(format!("DOC:{hash}"))
}

/// Returns which of the documents of a file its name means: the only one, else the one that bears its symbol. Where
/// none does, optical reading may have damaged the title, and the name tells: the title of the same number, or the end
/// of a document on whose page the next number follows.
pub(super) fn meant(regions: &[Region], symbols: &[Option<Symbol>], file: &Symbol) -> Option<usize> {
    if regions.len() == 1 {
        return Some(0);
    }
    if symbols.iter().flatten().any(|symbol| symbol == file || is_part(symbol, file)) {
        return None;
    }
    let (stem, number) = numbered(file)?;
    let same = symbols.iter().position(|symbol| {
        let found = symbol.as_ref().and_then(numbered);
        found.is_some_and(|(s, n)| s == stem && same_but_session(&n, &number))
    });
    let tail = || {
        let next = numbered(symbols.get(1)?.as_ref()?).filter(|_| regions[0].tail)?;
        let before = number.ordinal() + 1 == next.1.ordinal();
        (next.0 == stem && before).then_some(0)
    };
    same.or_else(tail)
}

/// Returns whether a symbol is that of a lettered part of another: `A/RES/56/210B`.
fn is_part(symbol: &Symbol, whole: &Symbol) -> bool {
    let letter = symbol.as_str().strip_prefix(whole.as_str());
    letter.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Parts the symbol of a resolution into what stands before its number, and the number.
fn numbered(symbol: &Symbol) -> Option<(String, Number)> {
    let (stem, number) = symbol.as_str().split_once("/RES/")?;
    Some((stem.to_owned(), number.parse().ok()?))
}

fn same_but_session(one: &Number, other: &Number) -> bool {
    let roman = |n: &Number| matches!(n, Number::Roman { .. });
    roman(one) && roman(other) && one.ordinal() == other.ordinal()
}

/// Finds the identity of a document: title line, masthead, file name, number before the next, content hash, in this
/// order.
pub(super) fn identity(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Region,
    body: usize,
    around: &Around<'_>,
    authority: &Authority,
) -> Identity {
    let masthead: Option<(usize, &Symbol)> = (region.lines.start..body).find_map(|at| match &kinds[at] {
        Kind::Symbol(symbol) => Some((at, symbol)),
        _ => None,
    });
    let mut printed = Vec::new();
    let mut warnings = Vec::new();
    let mut found: Option<(Symbol, &'static str)> = None;
    if let Some((at, symbol)) = masthead.filter(|_| !region.tail) {
        printed.push(lines[at].text());
        found = Some((symbol.clone(), "masthead"));
    }
    if let Some(anchor) = &region.anchor
        && let Some(symbol) = around.title
    {
        let line = &lines[anchor.line];
        let mut rule = "title-line";
        match (&kinds[anchor.line], line.as_str().find(&anchor.number)) {
            // No number that can be read.
            (Kind::Text, _) => rule = "file-name",
            (_, Some(at)) => printed.push(line.slice(Span::new(at, at + anchor.number.len()))),
            (Kind::Title { printed: end, .. }, None) => {
                let number = line.slice(Span::new(0, *end));
                let unlettered = anchor.number.trim_end_matches(|c: char| c.is_ascii_uppercase()).trim_end();
                if !number.as_str().ends_with(unlettered) {
                    rule = ocr::REPAIRED;
                    warnings.push(format!("{}: {}", ocr::REPAIRED, number.as_str()));
                }
                printed.push(number);
            }
            (Kind::NumberedAct { number }, None) if *number != anchor.number => {
                rule = ocr::REPAIRED;
                warnings.push(format!("{}: {number}", ocr::REPAIRED));
                printed.push(line.text());
            }
            (_, None) => printed.push(line.text()),
        }
        // The masthead of a resolution in parts prints its number without their letters.
        if let Some((other, _)) = found.filter(|(s, _)| !symbol.as_str().starts_with(s.as_str())) {
            warnings.push(format!("masthead-contradicts: {other}"));
        }
        found = Some((symbol.clone(), rule));
    }
    if let Some(file) = around.file {
        match &found {
            Some((symbol, _)) if symbol == file => {}
            // A lettered part in a file of its own: `56/210. Financing for lamps B`.
            Some((symbol, _)) if is_part(file, symbol) => found = Some((file.clone(), "file-name")),
            // Of several documents the name means this one although its title says otherwise.
            Some((symbol, _)) if around.several => {
                warnings.push(format!("title-contradicts: {symbol}"));
                found = Some((file.clone(), "file-name"));
            }
            Some(_) => warnings.push(format!("file-name-contradicts: {file}")),
            None => found = Some((file.clone(), "file-name")),
        }
    }
    if found.is_none() && region.tail {
        found = around.next.and_then(|next| before(next, authority)).map(|symbol| (symbol, "number-before"));
    }
    let symbol = found.as_ref().map(|(s, _)| s.clone());
    let (id, rule) = match found {
        Some((symbol, rule)) => (Id::from(symbol), rule),
        None => (of_content(around.bytes), if region.tail { "tail" } else { "content-hash" }),
    };
    if region.tail
        && let Some(next) = around.next
    {
        warnings.push(format!("end-of-a-document-before: {next}"));
    }
    Identity { id, symbol, rule, printed, warnings }
}

/// Returns the symbol of the resolution that stands before another one, where that is certain.
fn before(next: &Symbol, authority: &Authority) -> Option<Symbol> {
    let body = authority.bodies.of_symbol(next.as_str())?;
    let (_, number) = numbered(next)?;
    body.resolution(&authority.running_numbers.before(body.id.as_str(), &number)?.to_string())
}

#[cfg(test)]
mod tests {
    use crate::authority::Authority;

    #[test]
    fn a_lettered_part_in_a_file_of_its_own_has_its_letter() {
        let check = |name: &str, id: &str| {
            let text = "General Assembly\n\n56/910. Financing for lamps B\n\nThe General Assembly,\n\n1. Decides to rest.\n";
            let reading =
                crate::document::read(text.as_bytes(), name, Authority::embedded()).expect("a text");
            assert_eq!(reading.documents[0].id.as_str(), id, "{name}");
        };
        check("A_RES_56_910_B.txt", "A/RES/56/910B");
        check("A_RES_56_910.txt", "A/RES/56/910");
        check("lamps.txt", "A/RES/56/910");
    }
}
