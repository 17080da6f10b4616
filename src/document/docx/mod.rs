//! Word files (`.docx`): their text as it is printed, with the numbers of lists and notes, which stand nowhere in it.
//!
//! The format is Office Open XML (ECMA-376, ISO/IEC 29500). What was deleted under tracking, hidden text, the codes of
//! fields and comments are left out; of several versions of a drawing one is read. Charts and pictures hold no text
//! here. Pages are known to Word alone: heads and feet are those of the first page, where mastheads stand.

mod markup;
mod notes;
mod numbering;
mod package;
mod sections;
mod story;
mod styles;

use std::collections::BTreeMap;

use super::ReadError;
use super::sheet::Sheet;
use crate::model::Form;
use notes::{Calls, Place};
use numbering::{Counters, Numbering};
pub(super) use package::is_package;
use package::{Package, Relations};
use sections::{Section, section, sections};
use story::{Reader, Setting, Told};
use styles::Styles;

/// Reads a ZIP archive that should hold a Word document.
///
/// # Errors
///
/// Fails if the archive is damaged, holds something else, or holds no text; the message says what to do.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ReadError> {
    let (mut package, main) = Package::open(bytes)?;
    let Some(body) = package.part(&main)? else {
        return Err(ReadError::Container(format!("a Word file without its part {main}")));
    };
    let relations = package.relations(&main)?;
    let mut part = |kind: &str| -> Result<String, ReadError> {
        let path = relations.values().find(|relation| relation.kind == kind).map(|r| r.target.clone());
        Ok(path.map(|path| package.part(&path)).transpose()?.flatten().unwrap_or_default())
    };
    let setting =
        Setting { styles: Styles::read(&part("styles")?), numbering: Numbering::read(&part("numbering")?) };
    let (usual, _) = section(&part("settings")?);
    let sections = sections(&body);
    let mut calls = Calls::new(&sections, &usual);
    let mut counters = Counters::default();
    let (head, foot) = edges(&mut package, &relations, sections.first(), &setting)?;
    let Told { text, damaged, .. } =
        Reader::new(&setting, &relations, &mut counters, &mut calls, false).read(&body);
    let mut out: Vec<String> = [head, foot, text].into_iter().filter(|text| !text.is_empty()).collect();
    let mut warnings = Vec::new();
    if let Some(at) = damaged {
        warnings.push(format!("the XML of {main} is damaged at byte {at}: what stands behind was not read"));
    }
    if calls.begin_anew_on_pages() {
        warnings.push(
            "footnotes begin anew on every page, and a Word file does not tell its pages: they are numbered through"
                .to_owned(),
        );
    }
    out.extend(note_blocks(&mut package, &relations, &setting, &mut counters, calls)?);
    if out.is_empty() {
        return Err(ReadError::Container(match damaged {
            Some(at) => format!("a Word file whose XML is damaged at byte {at} of {main}; get it anew"),
            None => "a Word file that holds no text; if it shows pictures of pages, their words must be \
                recognised (OCR) first"
                .to_owned(),
        }));
    }
    Ok(Sheet { text: out.join("\n\n"), form: Form::Word, warnings, pages: Vec::new() })
}

/// Returns the head of the first page, and what its foot says of the production.
fn edges(
    package: &mut Package<'_>,
    relations: &Relations,
    first: Option<&Section>,
    setting: &Setting,
) -> Result<(String, String), ReadError> {
    let mut story = |id: Option<&String>| -> Result<String, ReadError> {
        let Some(relation) = id.and_then(|id| relations.get(id)) else { return Ok(String::new()) };
        let Some(part) = package.part(&relation.target)? else { return Ok(String::new()) };
        let own = package.relations(&relation.target)?;
        let mut calls = Calls::new(&[], &Section::default());
        let mut counters = Counters::default();
        Ok(Reader::new(setting, &own, &mut counters, &mut calls, true).read(&part).text)
    };
    let head = story(first.and_then(|section| section.head.as_ref()))?;
    let foot = story(first.and_then(|section| section.foot.as_ref()))?;
    let numbers: Vec<&str> = foot.lines().filter(|line| is_production(line)).collect();
    Ok((head, numbers.join("\n")))
}

/// Returns whether a line of a foot is a number of production: `26-04887 (E) 150426`, `*2604887*`.
fn is_production(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let digits = line.chars().filter(char::is_ascii_digit).count();
    letters <= 3 && digits >= 7
}

/// Returns the notes in the order in which the text calls them.
fn note_blocks(
    package: &mut Package<'_>,
    relations: &Relations,
    setting: &Setting,
    counters: &mut Counters,
    mut calls: Calls,
) -> Result<Vec<String>, ReadError> {
    let mut texts: BTreeMap<Place, BTreeMap<String, String>> = BTreeMap::new();
    for (place, kind) in [(Place::Foot, "footnotes"), (Place::End, "endnotes")] {
        let Some(relation) = relations.values().find(|relation| relation.kind == kind) else { continue };
        let Some(part) = package.part(&relation.target)? else { continue };
        let own = package.relations(&relation.target)?;
        // A note that calls another one would count with the text.
        let mut inside = Calls::new(&[], &Section::default());
        texts.insert(place, Reader::new(setting, &own, counters, &mut inside, false).read(&part).notes);
    }
    let mut out = Vec::new();
    for (place, id, number) in calls.called.drain(..) {
        let text = texts.get(&place).and_then(|notes| notes.get(&id)).filter(|text| !text.is_empty());
        out.extend(text.map(|text| match number {
            Some(number) => format!("[^{number}] {text}"),
            None => text.clone(),
        }));
    }
    Ok(out)
}
