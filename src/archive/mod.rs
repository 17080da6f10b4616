//! ZIP archives: what they hold, unpacked entry by entry in memory and within bounds. Nothing is ever written to a disk.
//!
//! The format is that of PKWARE's APPNOTE. Names are UTF-8 where they can be and code page 437 otherwise; packed entries
//! are read if they are stored or DEFLATE.

mod allowance;
mod mending;
mod name;

use std::fmt::{self, Display, Formatter};
use std::io::{self, BufReader, Read, Seek};

use thiserror::Error;
use zip::ZipArchive;
use zip::read::{ArchiveOffset, Config};
use zip::result::ZipError;

pub use allowance::Allowance;
use mending::Mended;

/// An entry may take up so many bytes unpacked: more than any document.
pub const LARGEST: u64 = 256 << 20;

/// Archives inside archives are opened so deep; the outermost is the first.
pub const DEEPEST: usize = 3;

/// Bytes that can be read from any place.
pub trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// An archive, opened.
pub struct Archive<'a> {
    zip: ZipArchive<Box<dyn Bytes + 'a>>,
}

/// One entry of an archive.
#[derive(Debug)]
pub struct Entry {
    /// Where it stands in the list of entries.
    pub index: usize,
    /// Its path in the archive with `/` between its parts, or the name as it is printed and why nothing is read of it.
    pub name: Result<String, (String, ArchiveError)>,
    /// Whether it is a folder or a link to another one.
    pub kind: EntryKind,
    /// Bytes that it takes up in the archive.
    pub packed: u64,
    /// Bytes that it takes up unpacked, as the archive says.
    pub size: u64,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, which holds nothing but a path.
    Link,
}

/// What is left of an archive that is damaged or cut off.
pub struct Salvage {
    /// The entries that are whole, as far as their heads tell.
    pub archive: Archive<'static>,
    /// The entry in which the archive breaks off, as its name is printed.
    pub cut: Option<String>,
}

/// Says why an archive or an entry of it is not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The file of the archive cannot be read.
    #[error("the archive cannot be read")]
    Io(#[from] io::Error),
    /// Archive or entry is no sound ZIP.
    #[error("it is damaged ({0}); get it anew from its source")]
    Damaged(String),
    /// The archive has no list of its entries at its end.
    #[error(
        "the archive is damaged or cut off: {0} of its entries could be found, and what it held besides is not known; \
             get it anew from its source"
    )]
    CutOff(usize),
    /// The archive ends inside the entry.
    #[error("the archive breaks off inside this entry; get it anew from its source")]
    CutEntry,
    /// The entry is encrypted.
    #[error("it has a password; unpack the archive with the password, and name the folder")]
    Password,
    /// The entry is packed in a way that is not read.
    #[error("it is packed by {}, which is not read; unpack the archive, and name the folder", Method(*.0))]
    Method(u16),
    /// The entry is too long.
    #[error("it is longer than {} MB unpacked, as no document is; it is not read", .0 >> 20)]
    TooLong(u64),
    /// The entry grows as only a bomb does.
    #[error("it unpacks to more than {0} times its size, as no document does; it is not read")]
    Ratio(u64),
    /// All that the archive holds is too much.
    #[error("all in the archive together is longer than {} MB unpacked: this entry and the {behind} behind it in the same \
         archive are not read; unpack it, and name the folder", .limit >> 20)]
    Total {
        /// Bytes that an archive of this size may unpack to.
        limit: u64,
        /// Number of entries behind this one.
        behind: usize,
    },
    /// The archive has too many entries.
    #[error("the archive holds more than {0} entries; unpack it, and name the folder")]
    Many(usize),
    /// Archives nest too deep.
    #[error("archives nest more than {DEEPEST} deep here; unpack this one, and name the folder")]
    Deep,
    /// The name of the entry leads out of the archive.
    #[error("its name leads out of the archive; it is not read")]
    Outside,
    /// The name of the entry cannot be printed.
    #[error("its name holds control characters; it is not read")]
    Unprintable,
    /// The entry has the name of one before it.
    #[error("the archive holds another entry of this name, which was read")]
    Twice,
    /// An archive of another make.
    #[error("{0}, which is not read; unpack it, or make a .zip of what it holds")]
    Foreign(&'static str),
}

/// The ways to pack that people meet, by their numbers.
struct Method(u16);

impl Display for Method {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            9 => f.write_str("Deflate64"),
            12 => f.write_str("bzip2"),
            14 => f.write_str("LZMA"),
            93 => f.write_str("Zstandard"),
            95 => f.write_str("xz"),
            98 => f.write_str("PPMd"),
            other => write!(f, "method {other}"),
        }
    }
}

impl From<ZipError> for ArchiveError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Password,
            ZipError::CompressionMethodNotSupported(method) => Self::Method(method),
            ZipError::Io(error) => Self::from_reading(&error),
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl ArchiveError {
    /// What a reader says whose bytes end too early or do not unpack.
    fn from_reading(error: &io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl<'a> Archive<'a> {
    /// Opens an archive by the list of entries at its end.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are no ZIP archive, or one without sound list.
    pub fn open(bytes: impl Bytes + 'a) -> Result<Self, ArchiveError> {
        let zip = ZipArchive::new(Box::new(bytes) as Box<dyn Bytes + 'a>)?;
        Ok(Self { zip })
    }

    /// Returns how many entries there are, folders among them.
    pub fn len(&self) -> usize {
        self.zip.len()
    }

    /// Returns whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.zip.is_empty()
    }

    /// Returns the entries in the order of the archive. Of several whose names are the same bytes there is the last.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.zip.len()).filter_map(|index| {
            let entry = self.zip.by_index_data(index).ok()?;
            let decoded = name::decoded(entry.name_raw(), || entry.name().ok().map(|name| name.into_owned()));
            let kind = match (entry.is_symlink(), decoded.ends_with(['/', '\\'])) {
                (true, _) => EntryKind::Link,
                (_, true) => EntryKind::Folder,
                _ => EntryKind::File,
            };
            let name = name::checked(&decoded).map_err(|error| (name::printable(&decoded), error));
            Some(Entry { index, name, kind, packed: entry.compressed_size(), size: entry.size() })
        })
    }

    /// Returns where an entry stands, by its path; names differ by more than capitals.
    pub fn find(&self, path: &str) -> Option<usize> {
        let same = |name: &str| name.trim_start_matches('/').eq_ignore_ascii_case(path);
        self.zip.index_for_name(path).or_else(|| {
            let named = self.zip.file_names().flatten().find(|name| same(name))?;
            self.zip.index_for_name(&named)
        })
    }

    /// Unpacks an entry of at most so many bytes.
    ///
    /// # Errors
    ///
    /// Fails if the entry is encrypted, packed in a way that is not read, damaged, or longer.
    pub fn unpack(&mut self, index: usize, limit: u64) -> Result<Vec<u8>, ArchiveError> {
        let file = self.zip.by_index(index)?;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| ArchiveError::from_reading(&error))?;
        if bytes.len() as u64 > limit {
            return Err(ArchiveError::TooLong(limit));
        }
        Ok(bytes)
    }
}

impl Archive<'static> {
    /// Opens an archive that has no sound list of its entries by the heads of these.
    ///
    /// # Errors
    ///
    /// Fails if the bytes cannot be read or hold no head of an entry.
    pub fn salvage(mut bytes: impl Bytes + 'static) -> Result<Salvage, ArchiveError> {
        let left = mending::entries(&mut bytes).map_err(ArchiveError::Io)?;
        let cut = left.cut.as_deref().map(|name| {
            name::printable(&name::decoded(name, || Some(String::from_utf8_lossy(name).into_owned())))
        });
        let whole = Box::new(BufReader::new(Mended::new(bytes, left))) as Box<dyn Bytes>;
        let zip = ZipArchive::with_config(Config { archive_offset: ArchiveOffset::Known(0) }, whole)?;
        if zip.is_empty() && cut.is_none() {
            return Err(ArchiveError::Damaged("no entry can be found in it".to_owned()));
        }
        Ok(Salvage { archive: Self { zip }, cut })
    }
}

/// Returns whether a file begins as a ZIP archive does: with an entry, with the end of an empty one, or with the mark of one
/// that was to be cut into volumes.
pub fn is_zip(head: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| head.starts_with(*mark))
}

/// Bytes from the beginning of a file by which [`foreign`] knows it.
pub const HEAD: usize = 512;

/// Endings of the names of archives that are not read.
pub const FOREIGN: [&str; 11] = ["rar", "7z", "tar", "gz", "tgz", "bz2", "tbz", "tbz2", "xz", "txz", "zst"];

/// Returns what makes of archives that are not read are called, by the first bytes of the file.
pub fn foreign(head: &[u8]) -> Option<&'static str> {
    const MARKS: [(usize, &[u8], &str); 7] = [
        (0, b"Rar!\x1a\x07", "a RAR archive (.rar)"),
        (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive (.7z)"),
        (0, b"\x1f\x8b\x08", "a gzip file (.gz or .tgz)"),
        (257, b"ustar", "a tar archive (.tar)"),
        (0, b"BZh", "a bzip2 file (.bz2)"),
        (0, b"\xfd7zXZ\0", "an xz file (.xz)"),
        (0, b"\x28\xb5\x2f\xfd", "a Zstandard file (.zst)"),
    ];
    // A text may begin with three letters.
    let is_text = head.starts_with(b"BZh") && head.get(4..10) != Some(b"1AY&SY");
    let found = MARKS.iter().find(|(at, mark, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
    found.filter(|_| !is_text).map(|(_, _, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_archives_are_told_by_their_first_bytes() {
        let check = |head: &[u8], expected: Option<&str>| {
            assert_eq!(foreign(head).map(|name| name.rsplit(' ').next().unwrap_or(name)), expected);
        };
        check(b"Rar!\x1a\x07\x01\x00", Some("(.rar)"));
        check(b"7z\xbc\xaf\x27\x1c\x00\x04", Some("(.7z)"));
        check(b"BZh91AY&SY..", Some("(.bz2)"));
        check(b"BZh is no word", None);
        check(&[&[b'a'; 257][..], b"ustar\x0000"].concat(), Some("(.tar)"));
        check(b"PK\x03\x04", None);
        check(b"", None);
    }
}
