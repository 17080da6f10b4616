//! The package of a Word file: a ZIP archive of parts, and how they refer to each other.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use zip::ZipArchive;
use zip::result::ZipError;

use super::markup::{Markup, Piece};
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
    archive: ZipArchive<Cursor<&'a [u8]>>,
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
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            ReadError::Container(format!(
                "a DOCX or ZIP file that is damaged or cut off ({error}); get it anew from its source"
            ))
        })?;
        let mut package = Self { archive };
        let named = package.relations("")?.into_values().find(|r| r.kind == "officeDocument");
        let main = named.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        let is_word = |main: &str| !main.starts_with("xl/") && !main.starts_with("ppt/");
        if is_word(&main) && package.index(&main).is_some() {
            return Ok((package, main));
        }
        let kind = KINDS.iter().find(|(part, _)| package.index(part).is_some());
        Err(ReadError::Container(match kind {
            Some((_, kind)) => format!("no Word document but {kind}"),
            None => "a ZIP archive without a Word document; unpack it and name the files inside".to_owned(),
        }))
    }

    /// Returns the text of a part, or nothing where the package has no such part.
    ///
    /// # Errors
    ///
    /// Fails if the part cannot be unpacked or is too long.
    pub fn part(&mut self, path: &str) -> Result<Option<String>, ReadError> {
        let Some(at) = self.index(path) else { return Ok(None) };
        let damaged = |why: String| {
            ReadError::Container(format!(
                "a Word file whose part {path} cannot be unpacked ({why}); get it anew from its source"
            ))
        };
        let file = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                ReadError::Container("a ZIP archive with a password; take the password off first".to_owned())
            }
            error => damaged(error.to_string()),
        })?;
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > LARGEST {
            let limit = LARGEST >> 20;
            return Err(ReadError::Container(format!(
                "a Word file whose part {path} is longer than {limit} MB unpacked, as no document is; it is not read"
            )));
        }
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

    /// Returns where a part stands; names of parts differ by more than capitals.
    fn index(&self, path: &str) -> Option<usize> {
        let same = |name: &str| name.trim_start_matches('/').eq_ignore_ascii_case(path);
        self.archive.index_for_name(path).or_else(|| {
            let named = self.archive.file_names().flatten().find(|name| same(name))?;
            self.archive.index_for_name(&named)
        })
    }
}
