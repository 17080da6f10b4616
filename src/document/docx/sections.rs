//! The sections of a Word file: their heads and feet, and how their notes are numbered.

use super::markup::{Markup, Piece};

/// How notes are numbered, as far as it is told.
#[derive(Clone, Debug, Default)]
pub(super) struct NoteNumbers {
    /// The first number.
    pub start: Option<u32>,
    /// Where they begin anew: `continuous`, `eachSect`, `eachPage`.
    pub restart: Option<String>,
}

impl NoteNumbers {
    /// Returns these, and what they leave open from others.
    pub fn over(&self, others: &Self) -> Self {
        Self {
            start: self.start.or(others.start),
            restart: self.restart.clone().or_else(|| others.restart.clone()),
        }
    }
}

/// One section.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// The head of the first page, by the id of the part.
    pub head: Option<String>,
    /// The foot of the first page.
    pub foot: Option<String>,
    /// How footnotes are numbered.
    pub footnotes: NoteNumbers,
    /// How endnotes are numbered.
    pub endnotes: NoteNumbers,
}

/// Returns the sections of the main part in order: each is told where it ends.
pub(super) fn sections(part: &str) -> Vec<Section> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = part[from..].find("sectPr") {
        let name = from + found;
        from = name + "sectPr".len();
        // The name of an element that begins, with or without prefix.
        let start = part[..name].rfind(['<', '>', '/', ' ']).filter(|at| part.as_bytes()[*at] == b'<');
        let ends = part[from..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
        let Some(start) = start.filter(|_| ends) else { continue };
        let (section, length) = section(&part[start..]);
        out.push(section);
        from = from.max(start + length);
        while !part.is_char_boundary(from.min(part.len())) {
            from += 1;
        }
        from = from.min(part.len());
    }
    out
}

/// Reads the section that begins a text, or what is told of all sections; returns how many bytes it takes up.
pub(super) fn section(text: &str) -> (Section, usize) {
    let mut out = Section::default();
    let mut markup = Markup::new(text);
    let (mut depth, mut endnotes, mut titled) = (0usize, false, false);
    let (mut first, mut usual) = ((None, None), (None, None));
    while let Some(piece) = markup.next() {
        let element = match piece {
            Piece::Open(element) => element,
            Piece::Close(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
                continue;
            }
            Piece::Text(_) => continue,
        };
        depth += 1;
        let notes = if endnotes { &mut out.endnotes } else { &mut out.footnotes };
        match element.name() {
            // What the section was before a change that is tracked.
            "sectPrChange" => {
                markup.pass_over();
                depth -= 1;
            }
            "footnotePr" => endnotes = false,
            "endnotePr" => endnotes = true,
            "numStart" => notes.start = element.number(),
            "numRestart" => notes.restart = element.value(),
            "titlePg" => titled = element.is_on(),
            name @ ("headerReference" | "footerReference") => {
                let of = match element.attribute("type").as_deref() {
                    Some("first") => &mut first,
                    Some("even") => continue,
                    _ => &mut usual,
                };
                *(if name == "headerReference" { &mut of.0 } else { &mut of.1 }) = element.attribute("id");
            }
            _ => {}
        }
    }
    let (head, foot) = if titled { first } else { usual };
    (out.head, out.foot) = (head, foot);
    (out, markup.position() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_its_own_head() {
        let part = r#"<w:body><w:p><w:pPr><w:sectPr w:rsidR="1"><w:headerReference w:type="default" r:id="a"/>
            <w:headerReference w:type="first" r:id="b"/><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>
            <w:endnotePr><w:numStart w:val="4"/></w:endnotePr><w:titlePg/>
            <w:sectPrChange><w:sectPr><w:titlePg w:val="0"/></w:sectPr></w:sectPrChange></w:sectPr></w:pPr></w:p>
            <w:sectPr><w:headerReference w:type="default" r:id="c"/></w:sectPr></w:body>"#;
        let found = sections(part);
        let heads: Vec<_> = found.iter().map(|s| s.head.as_deref()).collect();
        assert_eq!(heads, [Some("b"), Some("c")]);
        assert_eq!(found[0].footnotes.restart.as_deref(), Some("eachSect"));
        assert_eq!((found[0].endnotes.start, found[1].endnotes.start), (Some(4), None));
    }
}
