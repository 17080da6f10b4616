//! The numbers that Word prints before the paragraphs of lists: `12.`, `(a)`, `IV.`; they stand nowhere in the text.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{Element, Markup, Piece};
use super::styles::Styles;
use crate::document::numerals::printed;

/// Lists have nine levels.
const LEVELS: usize = 9;
/// Patterns of numbers are shorter than this, in bytes.
const PATTERN: usize = 64;

/// How the paragraphs of one level are numbered.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// The pattern: `(%2)`, `%1.%2`.
    text: String,
    /// The level, from 1, behind which the numbers begin anew; 0 is none.
    restart: Option<u32>,
    /// Whether all numbers of the pattern are printed as figures.
    legal: bool,
    /// Whether no blank follows.
    glued: bool,
}

impl Default for Level {
    fn default() -> Self {
        let (format, text) = ("decimal".to_owned(), String::new());
        Self { start: 0, format, text, restart: None, legal: false, glued: false }
    }
}

/// The levels of a list, as far as they are told.
type Levels = BTreeMap<usize, Level>;

/// A list that paragraphs name.
#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: BTreeMap<usize, u32>,
    levels: Levels,
}

/// The lists of a Word file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: BTreeMap<String, Levels>,
    /// Patterns that are told by a style.
    linked: BTreeMap<String, String>,
    lists: BTreeMap<String, List>,
}

impl Numbering {
    /// Reads the part of the lists.
    pub fn read(part: &str) -> Self {
        let mut out = Self::default();
        let (mut pattern, mut list) = (None::<String>, None::<(String, List)>);
        let mut at: Option<usize> = None;
        for piece in Markup::new(part) {
            let element = match piece {
                Piece::Open(element) => element,
                Piece::Close(name) => {
                    match &*name {
                        "abstractNum" => pattern = None,
                        "num" => out.lists.extend(list.take()),
                        _ => {}
                    }
                    continue;
                }
                Piece::Text(_) => continue,
            };
            let named = |name: &str| element.attribute(name).unwrap_or_default();
            match element.name() {
                "abstractNum" => {
                    let id = named("abstractNumId");
                    out.patterns.insert(id.clone(), Levels::new());
                    pattern = Some(id);
                }
                "numStyleLink" => {
                    out.linked.extend(pattern.clone().zip(element.value()));
                }
                "num" => list = Some((named("numId"), List::default())),
                "abstractNumId" => {
                    if let Some((_, list)) = &mut list {
                        list.pattern = element.value().unwrap_or_default();
                    }
                }
                "lvlOverride" | "lvl" => {
                    at = named("ilvl").parse().ok().filter(|level| *level < LEVELS);
                    if element.name() == "lvl"
                        && let Some((levels, at)) = out.levels(&mut list, pattern.as_deref()).zip(at)
                    {
                        levels.insert(at, Level::default());
                    }
                }
                "startOverride" => {
                    if let Some(((_, list), at)) = list.as_mut().zip(at) {
                        list.starts.insert(at, element.number().unwrap_or(0));
                    }
                }
                _ => {
                    let levels = out.levels(&mut list, pattern.as_deref());
                    if let Some(level) = levels.zip(at).and_then(|(levels, at)| levels.get_mut(&at)) {
                        level.take(&element);
                    }
                }
            }
        }
        out
    }

    /// Returns the levels that are being told: those of the list, else of the pattern.
    fn levels<'a>(
        &'a mut self,
        list: &'a mut Option<(String, List)>,
        pattern: Option<&str>,
    ) -> Option<&'a mut Levels> {
        match list {
            Some((_, list)) => Some(&mut list.levels),
            None => self.patterns.get_mut(pattern?),
        }
    }

    /// Returns the pattern of a list, by way of the style that tells it.
    fn pattern<'a>(&'a self, list: &'a List, styles: &'a Styles) -> &'a str {
        let style = self.linked.get(&list.pattern).and_then(|style| styles.get(style));
        let told = style.and_then(|style| self.lists.get(style.list.as_deref()?));
        told.map_or(&list.pattern, |list| &list.pattern)
    }
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "start" => self.start = element.number().unwrap_or(0),
            "numFmt" => self.format = element.value().unwrap_or_default(),
            "lvlText" => {
                self.text = element.value().filter(|text| text.len() < PATTERN).unwrap_or_default();
            }
            "lvlRestart" => self.restart = element.number(),
            "isLgl" => self.legal = element.is_on(),
            "suff" => self.glued = element.value().as_deref() == Some("nothing"),
            _ => {}
        }
    }
}

/// How far the lists have come.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By pattern, for each level, the number printed last.
    last: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start was used.
    begun: BTreeSet<(String, usize)>,
}

impl Counters {
    /// Returns what is printed before the next paragraph of a list, with the blank behind it.
    pub fn next(&mut self, numbering: &Numbering, styles: &Styles, list: &str, level: usize) -> String {
        let Some(found) = numbering.lists.get(list).filter(|_| level < LEVELS) else { return String::new() };
        let pattern = numbering.pattern(found, styles);
        let levels = numbering.patterns.get(pattern);
        let get = |at: usize| found.levels.get(&at).or_else(|| levels?.get(&at));
        let Some(own) = get(level) else { return String::new() };
        let last = self.last.entry(pattern.to_owned()).or_default();
        let first = found.starts.get(&level).filter(|_| self.begun.insert((list.to_owned(), level)));
        last[level] = Some(match (first, last[level]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => own.start,
        });
        for (deeper, last) in last.iter_mut().enumerate().skip(level + 1) {
            let restart = get(deeper).and_then(|l| l.restart);
            if restart.is_none_or(|behind| behind > level as u32) {
                *last = None;
            }
        }
        if own.format == "bullet" {
            return "• ".to_owned();
        }
        if own.format == "none" && !own.text.contains('%') && own.text.trim().is_empty() {
            return String::new();
        }
        let mut out = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, behind)) = rest.split_once('%') {
            out.push_str(before);
            let digit = behind.chars().next().and_then(|c| c.to_digit(10)).filter(|d| (1..=9).contains(d));
            let Some(digit) = digit else {
                out.push('%');
                rest = behind;
                continue;
            };
            let at = digit as usize - 1;
            if let Some(level) = get(at) {
                let number = last[at].unwrap_or(level.start);
                let format = if own.legal { "decimal" } else { level.format.as_str() };
                out.push_str(&printed(number, format));
            }
            rest = &behind[1..];
        }
        out.push_str(rest);
        // The letters of symbol fonts stand in the private area.
        out.retain(|c| !('\u{e000}'..='\u{f8ff}').contains(&c) && !c.is_control());
        if !out.trim().is_empty() && !own.glued {
            out.push(' ');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_and_begin_anew() {
        let level = |at: usize, format: &str, text: &str| {
            format!(
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
            )
        };
        let part = format!(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
            </w:numbering>"#,
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "(%2)"),
            level(2, "lowerRoman", "%1.%3")
        );
        let numbering = Numbering::read(&part);
        let mut counters = Counters::default();
        let mut next = |list: &str, level| counters.next(&numbering, &Styles::default(), list, level);
        let printed: Vec<String> = [0, 1, 1, 2, 0, 1].into_iter().map(|level| next("1", level)).collect();
        assert_eq!(printed, ["1. ", "(a) ", "(b) ", "1.i ", "2. ", "(a) "]);
        // Another list of the same make begins anew where it says so, and then goes on.
        assert_eq!([next("2", 0), next("2", 0), next("1", 0)], ["1. ", "2. ", "3. "]);
        assert_eq!(next("9", 0), "");
    }
}
