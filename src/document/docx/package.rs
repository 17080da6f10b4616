//! The package of a Word file: a ZIP archive of parts, and how they refer to each other.

use std::collections::BTreeMap;
use std::io::Cursor;

use encoding_rs::Encoding;

use super::markup::{Markup, Piece};
use crate::archive::{Archive, ArchiveError};
use crate::document::ReadError;

/// A part may take up so many bytes unpacked: a twenty times the longest reports.
const LARGEST: u64 = 128 << 20;

/// What a ZIP archive is, by a part that it holds.
const KINDS: [(&str, &str); 7] = [
    ("xl/workbook.xml", "an Excel workbook (.xlsx); save what is to be read as .docx, PDF or text first"),
    ("xl/workbook.bin", "an Excel workbook (.xlsb); save what is to be read as .docx, PDF or text first"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx); save it as PDF first"),
    ("content.xml", "an OpenDocument file (.odt, .ods or .odp); save it as .docx or PDF first"),
    ("META-INF/container.xml", "an e-book (.epub); convert it to PDF or .html first"),
    ("AndroidManifest.xml", "a program"),
    ("META-INF/MANIFEST.MF", "a program"),
];

/// A package, opened.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
}

/// A part that another one refers to.
#[derive(Debug)]
pub(super) struct Relation {
    /// The last word of the kind: `footnotes`, `header`, `hyperlink`.
    pub kind: String,
    /// The path of the part in the package, or the address outside it.
    pub target: String,
}

/// What a part refers to, by the ids that it uses.
pub(super) type Relations = BTreeMap<String, Relation>;

impl<'a> Package<'a> {
    /// Opens a package; returns it with the path of its main part.
    ///
    /// # Errors
    ///
    /// Fails if the archive is damaged or holds no Word document.
    pub fn open(bytes: &'a [u8]) -> Result<(Self, String), ReadError> {
        let archive = Archive::open(Cursor::new(bytes)).map_err(|_| {
            ReadError::Container(
                "a DOCX or ZIP file that is damaged or cut off; get it anew from its source".to_owned(),
            )
        })?;
        let mut package = Self { archive };
        let named = package.relations("")?.into_values().find(|r| r.kind == "officeDocument");
        let main = named.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        let is_word = |main: &str| !main.starts_with("xl/") && !main.starts_with("ppt/");
        if is_word(&main) && package.archive.find(&main).is_some() {
            return Ok((package, main));
        }
        let kind = KINDS.iter().find(|(part, _)| package.archive.find(part).is_some());
        Err(ReadError::Container(match kind {
            Some((_, kind)) => format!("no Word document but {kind}"),
            None => "a ZIP archive without a Word document; with the ending .zip it is read as a folder is"
                .to_owned(),
        }))
    }

    /// Returns the text of a part, or nothing where the package has no such part.
    ///
    /// # Errors
    ///
    /// Fails if the part cannot be unpacked or is too long.
    pub fn part(&mut self, path: &str) -> Result<Option<String>, ReadError> {
        let Some(at) = self.archive.find(path) else { return Ok(None) };
        let bytes = self.archive.unpack(at, LARGEST).map_err(|error| {
            ReadError::Container(match error {
                ArchiveError::Password => "a ZIP archive with a password; take the password off first".to_owned(),
                ArchiveError::TooLong(limit) => format!(
                    "a Word file whose part {path} is longer than {} MB unpacked, as no document is; it is not read",
                    limit >> 20
                ),
                ArchiveError::Damaged(why) => format!(
                    "a Word file whose part {path} cannot be unpacked ({why}); get it anew from its source"
                ),
                error => format!("a Word file whose part {path} cannot be unpacked: {error}"),
            })
        })?;
        Ok(Some(match Encoding::for_bom(&bytes) {
            Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
            None => match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            },
        }))
    }

    /// Returns what a part refers to; of the package itself for an empty path.
    ///
    /// # Errors
    ///
    /// Fails if the list of references cannot be unpacked.
    pub fn relations(&mut self, path: &str) -> Result<Relations, ReadError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(list) = self.part(&format!("{base}_rels/{name}.rels"))? else { return Ok(Relations::new()) };
        let mut out = Relations::new();
        for piece in Markup::new(&list) {
            let Piece::Open(element) = piece else { continue };
            if element.name() != "Relationship" {
                continue;
            }
            let get = |name: &str| element.attribute(name).unwrap_or_default();
            let (id, target) = (get("Id"), get("Target"));
            let inside = get("TargetMode") != "External";
            let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let target = match target.strip_prefix('/') {
                Some(path) if inside => path.to_owned(),
                None if inside => format!("{base}{target}"),
                _ => target,
            };
            out.insert(id, Relation { kind, target });
        }
        Ok(out)
    }
}

/// Returns whether an archive is what programs keep a document in, and no folder of documents.
pub(in crate::document) fn is_package(archive: &Archive<'_>) -> bool {
    let holds = |part: &str| archive.find(part).is_some();
    let told = ["[Content_Types].xml", "word/document.xml", "mimetype"].into_iter().any(holds);
    // Anyone may call a file so.
    told || KINDS.iter().any(|(part, _)| *part != "content.xml" && holds(part))
}
