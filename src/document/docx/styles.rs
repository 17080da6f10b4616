//! The styles of a Word file: what a paragraph or its letters have by name.

use std::collections::BTreeMap;

use super::markup::{Markup, Piece};

/// What letters have, as far as it is told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    /// Whether they are italic.
    pub italic: Option<bool>,
    /// Whether they are hidden.
    pub hidden: Option<bool>,
    /// Whether they are raised, as footnote marks are.
    pub raised: Option<bool>,
}

impl Letters {
    /// Returns these, and what they leave open from others.
    pub fn over(self, others: Self) -> Self {
        Self {
            italic: self.italic.or(others.italic),
            hidden: self.hidden.or(others.hidden),
            raised: self.raised.or(others.raised),
        }
    }

    /// Takes in a property of a run: `i`, `vanish`, `vertAlign`.
    pub fn take(&mut self, element: &super::markup::Element<'_>) {
        match element.name() {
            "i" => self.italic = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            "vertAlign" => self.raised = Some(element.value().as_deref() == Some("superscript")),
            _ => {}
        }
    }
}

/// One style, with what it has from those that it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// What its letters have.
    pub letters: Letters,
    /// Its list (`numId`).
    pub list: Option<String>,
    /// The level in the list.
    pub level: Option<usize>,
    /// The level of the heading, from 0; 9 is no heading.
    pub outline: Option<u32>,
    based: Option<String>,
}

/// The styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    plain: Option<String>,
}

/// Styles are based on each other at most so deep: a circle ends here.
const DEEPEST: usize = 32;

impl Styles {
    /// Reads the part of the styles.
    pub fn read(part: &str) -> Self {
        let mut out = Self::default();
        let mut open: Option<(String, Style)> = None;
        let mut markup = Markup::new(part);
        while let Some(piece) = markup.next() {
            let element = match piece {
                Piece::Open(element) => element,
                Piece::Close(name) if name == "style" => {
                    out.all.extend(open.take());
                    continue;
                }
                _ => continue,
            };
            if element.name() == "style" {
                let id = element.attribute("styleId").unwrap_or_default();
                let usual = element.attribute("default").is_some_and(|d| d == "1" || d == "true");
                if usual && element.attribute("type").as_deref() == Some("paragraph") {
                    out.plain = Some(id.clone());
                }
                open = Some((id, Style::default()));
                continue;
            }
            let Some((_, style)) = &mut open else { continue };
            match element.name() {
                "basedOn" => style.based = element.value(),
                "numId" => style.list = element.value(),
                "ilvl" => style.level = element.number().map(|n| n as usize),
                "outlineLvl" => style.outline = element.number(),
                // The styles of parts of a table hang below it.
                "tblStylePr" => markup.pass_over(),
                _ => style.letters.take(&element),
            }
        }
        let resolved = out.all.keys().map(|id| (id.clone(), out.resolved(id))).collect();
        out.all = resolved;
        out
    }

    fn resolved(&self, id: &str) -> Style {
        let mut out = Style::default();
        let mut next = Some(id);
        for _ in 0..DEEPEST {
            let Some(style) = next.and_then(|id| self.all.get(id)) else { break };
            out.letters = out.letters.over(style.letters);
            out.list = out.list.or_else(|| style.list.clone());
            out.level = out.level.or(style.level);
            out.outline = out.outline.or(style.outline);
            next = style.based.as_deref();
        }
        out
    }

    /// Returns a style.
    pub fn get(&self, id: &str) -> Option<&Style> {
        self.all.get(id)
    }

    /// Returns the style of a paragraph.
    pub fn paragraph(&self, id: Option<&str>) -> Style {
        id.or(self.plain.as_deref()).and_then(|id| self.all.get(id)).cloned().unwrap_or_default()
    }
}
