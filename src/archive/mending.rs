//! The entries of an archive whose list of entries is lost, by the heads that stand before each of them.
//!
//! What is found is listed anew, and the list is read as if it stood in the file:
//!
//! ```text
//! file:      head name extra data [descriptor]  head name extra data …   what cannot be read
//! mended:    head name extra data [descriptor]  head name extra data …   list  end of list
//! ```

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use memchr::memmem;

/// Heads of entries (section 4.3.7 of APPNOTE), which are followed by name and extra field.
const HEAD: &[u8; 4] = b"PK\x03\x04";
const HEAD_LENGTH: u64 = 30;
/// What stands behind the data where its length was not known before (4.3.9).
const DESCRIPTOR: &[u8; 4] = b"PK\x07\x08";
/// The bit of a head that says so.
const HAS_DESCRIPTOR: u16 = 1 << 3;
/// An archive without ZIP64 lists so many entries.
const MOST: usize = 65_535;
/// Bytes that are looked through at once.
const PIECE: usize = 1 << 16;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// The list of the entries that are whole, with its end.
    list: Vec<u8>,
    /// Where the list is to stand.
    end: u64,
    /// The bytes of the name of the entry in which the file breaks off.
    pub cut: Option<Vec<u8>>,
}

/// A head of an entry.
struct Head {
    fixed: [u8; HEAD_LENGTH as usize],
    name: Vec<u8>,
    /// Where its data begin.
    data: u64,
}

impl Head {
    fn short(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.fixed[at], self.fixed[at + 1]])
    }

    fn long(&self, at: usize) -> u32 {
        u32::from(self.short(at)) | u32::from(self.short(at + 2)) << 16
    }
}

/// Looks for entries from the beginning of a file. Each byte is looked at a few times, whatever the file holds.
pub(super) fn entries(bytes: &mut (impl Read + Seek)) -> io::Result<Left> {
    let length = bytes.seek(SeekFrom::End(0))?;
    let mut left = Left::default();
    let mut count = 0;
    let mut at = 0;
    while count < MOST {
        let Some(begin) = find(bytes, at, HEAD)?.filter(|begin| u32::try_from(*begin).is_ok()) else { break };
        let Some(head) = head(bytes, begin)? else { break };
        let (mut sum, mut packed, mut size) = (head.long(14), head.long(18), head.long(22));
        let mut end = head.data + u64::from(packed);
        if head.short(6) & HAS_DESCRIPTOR != 0 && packed == 0 {
            let Some((found, described)) = descriptor(bytes, head.data)? else {
                left.cut = Some(head.name);
                break;
            };
            [sum, packed, size] = described;
            end = found;
        }
        if end > length {
            left.cut = Some(head.name);
            break;
        }
        list(&mut left.list, &head, [sum, packed, size], begin);
        count += 1;
        left.end = end;
        // A length that is damaged leads anywhere.
        at = if is_mark(bytes, end)? || end == length { end } else { head.data };
    }
    close(&mut left, count);
    Ok(left)
}

/// Reads the head that begins at a place; nothing if the file ends inside it.
fn head(bytes: &mut (impl Read + Seek), begin: u64) -> io::Result<Option<Head>> {
    bytes.seek(SeekFrom::Start(begin))?;
    let mut fixed = [0; HEAD_LENGTH as usize];
    if !filled(bytes, &mut fixed)? {
        return Ok(None);
    }
    let mut head = Head { fixed, name: Vec::new(), data: 0 };
    head.name = vec![0; usize::from(head.short(26))];
    let is_whole = filled(bytes, &mut head.name)?;
    head.data = begin + HEAD_LENGTH + head.name.len() as u64 + u64::from(head.short(28));
    Ok(is_whole.then_some(head))
}

/// Looks for the descriptor behind data: the one that tells the length of what stands before it. Returns where it ends, with
/// sum, packed length and length.
fn descriptor(bytes: &mut (impl Read + Seek), data: u64) -> io::Result<Option<(u64, [u32; 3])>> {
    let mut from = data;
    while let Some(at) = find(bytes, from, DESCRIPTOR)? {
        bytes.seek(SeekFrom::Start(at + 4))?;
        let mut rest = [0; 12];
        if !filled(bytes, &mut rest)? {
            return Ok(None);
        }
        let number = |at: usize| u32::from_le_bytes([rest[at], rest[at + 1], rest[at + 2], rest[at + 3]]);
        if u64::from(number(4)) == at - data {
            return Ok(Some((at + 16, [number(0), number(4), number(8)])));
        }
        from = at + 4;
    }
    Ok(None)
}

/// Writes the line of an entry in the list (4.3.12).
fn list(list: &mut Vec<u8>, head: &Head, [sum, packed, size]: [u32; 3], begin: u64) {
    list.extend(b"PK\x01\x02\x14\x00");
    // Version, flags, method, time and date are those of the head.
    list.extend(&head.fixed[4..14]);
    for number in [sum, packed, size] {
        list.extend(number.to_le_bytes());
    }
    list.extend(head.short(26).to_le_bytes());
    // No extra field, comment, volume or attributes.
    list.extend([0; 12]);
    list.extend(u32::try_from(begin).unwrap_or(u32::MAX).to_le_bytes());
    list.extend(&head.name);
}

/// Writes the end of the list (4.3.16).
fn close(left: &mut Left, count: usize) {
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    let length = number(left.list.len() as u64);
    left.list.extend(b"PK\x05\x06\x00\x00\x00\x00");
    left.list.extend([count, count].concat());
    left.list.extend(length);
    left.list.extend(number(left.end));
    left.list.extend([0, 0]);
}

/// Returns whether the mark of another part of an archive stands at a place.
fn is_mark(bytes: &mut (impl Read + Seek), at: u64) -> io::Result<bool> {
    bytes.seek(SeekFrom::Start(at))?;
    let mut mark = [0; 2];
    Ok(filled(bytes, &mut mark)? && &mark == b"PK")
}

/// Reads as many bytes as there is room for; says whether there were so many.
fn filled(bytes: &mut impl Read, room: &mut [u8]) -> io::Result<bool> {
    match bytes.read_exact(room) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns where four bytes stand first from a place on.
fn find(bytes: &mut (impl Read + Seek), from: u64, mark: &[u8; 4]) -> io::Result<Option<u64>> {
    bytes.seek(SeekFrom::Start(from))?;
    let mut piece = Vec::with_capacity(PIECE + mark.len());
    let mut at = from;
    loop {
        let kept = piece.len();
        if bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece)? == 0 {
            return Ok(None);
        }
        if let Some(found) = memmem::find(&piece, mark) {
            return Ok(Some(at - kept as u64 + found as u64));
        }
        at += (piece.len() - kept) as u64;
        // The mark may stand across two pieces.
        piece.drain(..piece.len().saturating_sub(mark.len() - 1));
    }
}

/// A file up to the last whole entry, with a list of its entries behind it.
pub(super) struct Mended<R> {
    file: R,
    end: u64,
    list: Cursor<Vec<u8>>,
    at: u64,
}

impl<R> Mended<R> {
    pub(super) fn new(file: R, left: Left) -> Self {
        Self { file, end: left.end, list: Cursor::new(left.list), at: 0 }
    }
}

impl<R: Read + Seek> Read for Mended<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = if self.at < self.end {
            self.file.seek(SeekFrom::Start(self.at))?;
            self.file.by_ref().take(self.end - self.at).read(room)?
        } else {
            self.list.set_position(self.at - self.end);
            self.list.read(room)?
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl<R> Seek for Mended<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = self.end + self.list.get_ref().len() as u64;
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
