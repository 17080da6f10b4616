//! How much work one file may ask for. Counted, not timed: the same file stops at the same place on every machine.

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use miniz_oxide::inflate;

/// Pages that are read; what stands behind them is told.
pub(super) const PAGES: usize = 5_000;
/// Letters of one page.
const LETTERS: usize = 200_000;
/// Instructions of one file, over all its pages.
const INSTRUCTIONS: usize = 100_000_000;
/// Bytes that one stream may grow to.
const STREAM: usize = 64 << 20;
/// Bytes that all streams of a file may grow to.
const STREAMS: usize = 1 << 30;
/// Streams of other makes than DEFLATE are unpacked whole by the library, so that only small ones are.
const SMALL: usize = 256 << 10;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Allowance {
    bytes: usize,
    instructions: usize,
    /// Whether anything was left out.
    pub exceeded: bool,
}

impl Allowance {
    /// The allowance of one file.
    pub fn new() -> Self {
        Self { bytes: STREAMS, instructions: INSTRUCTIONS, exceeded: false }
    }

    /// Takes one instruction off; says whether there was one left.
    pub fn instruction(&mut self) -> bool {
        match self.instructions.checked_sub(1) {
            Some(left) => self.instructions = left,
            None => self.exceeded = true,
        }
        !self.exceeded
    }

    /// Says whether a page may hold one letter more than `letters`.
    pub fn letter(&mut self, letters: usize) -> bool {
        self.exceeded |= letters >= LETTERS;
        letters < LETTERS
    }

    /// Unpacks a stream; nothing if it would grow beyond what is left.
    pub fn decoded<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let filters = stream.filters();
        let raw = stream.raw_data();
        let plain = !stream.dict().contains_key("DecodeParms") && !stream.dict().contains_key("DP");
        let packed = |filter: &&Filter| {
            matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
        };
        let data = match filters.as_slice() {
            [] => raw,
            [Filter::FlateDecode] if plain => Cow::Owned(inflated(&raw, STREAM.min(self.bytes))?),
            several if several.iter().filter(packed).count() <= 1 && raw.len() <= SMALL => {
                stream.decoded_data().ok()?
            }
            _ => {
                self.exceeded = true;
                return None;
            }
        };
        match self.bytes.checked_sub(data.len()) {
            Some(left) => self.bytes = left,
            None => {
                self.exceeded = true;
                return None;
            }
        }
        Some(data)
    }
}

/// Unpacks DEFLATE, with or without its frame, as far as it can be and up to a limit.
fn inflated(raw: &[u8], limit: usize) -> Option<Vec<u8>> {
    let all = |unpacked: Result<Vec<u8>, inflate::DecompressError>| match unpacked {
        Ok(data) => Some(data),
        // What stood before the damage is kept.
        Err(error) => Some(error.output).filter(|data| !data.is_empty()),
    };
    all(inflate::decompress_to_vec_zlib_with_limit(raw, limit))
        .or_else(|| all(inflate::decompress_to_vec_with_limit(raw.get(2..)?, limit)))
}

/// Bytes that the tables of a file, which the library unpacks whole, may grow to.
const TABLES: usize = 256 << 20;

/// Says whether the tables of a file (object streams and cross-reference streams) stay within bounds when unpacked.
/// Encrypted ones cannot be looked into, nor are names spelled with escapes seen.
pub(super) fn tables_fit(file: &[u8]) -> bool {
    let mut left = TABLES;
    for name in [&b"/ObjStm"[..], b"/XRef"] {
        for at in memchr::memmem::find_iter(file, name) {
            let head = &file[at..(at + HEAD).min(file.len())];
            let Some(begin) = memchr::memmem::find(head, b"stream") else { continue };
            let around = &file[at.saturating_sub(HEAD)..at + begin];
            let own = memchr::memmem::rfind(&around[..around.len() - begin], b"obj").unwrap_or(0);
            let packed = |filter: &[u8]| memchr::memmem::find_iter(&around[own..], filter).count();
            if packed(b"FlateDecode") > 1 || packed(b"LZWDecode") > 0 {
                return false;
            }
            let data = &file[at + begin + b"stream".len()..];
            let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
            let grown = match inflate::decompress_to_vec_zlib_with_limit(data, left) {
                Ok(grown) => grown.len(),
                Err(error) if error.status == inflate::TINFLStatus::HasMoreOutput => return false,
                Err(error) => error.output.len(),
            };
            match left.checked_sub(grown) {
                Some(rest) => left = rest,
                None => return false,
            }
        }
    }
    true
}

/// Bytes among which the dictionary of a stream is looked for.
const HEAD: usize = 1024;
