//! Reads `citing cited` lines a piece at a time, for whoever builds a graph of them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How much of a file is looked at at once: what the second cache holds.
const PIECE: usize = 1 << 18;
/// Two numbers of nine digits and what stands behind them.
const LONGEST_LINE: usize = 20;
/// Room for reading eight bytes anywhere in a line.
const ROOM: usize = 64;

/// The pairs of a file, in its order. A file that is no edge list ends them; see [`Pairs::end`].
pub struct Pairs {
    file: File,
    piece: Box<[u8]>,
    at: usize,
    /// Where what was read of the file ends in the piece, and the last whole line of it.
    filled: usize,
    whole: usize,
    /// How many bytes of the file are still to be read.
    left: usize,
    problem: Option<io::Error>,
}

impl Pairs {
    /// Opens a file.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Pairs> {
        let piece = vec![0; PIECE + ROOM].into_boxed_slice();
        let file = File::open(path)?;
        let left = file.metadata()?.len() as usize;
        Ok(Pairs { file, piece, at: 0, filled: 0, whole: 0, left, problem: None })
    }

    /// Says whether the file was read to its end.
    pub fn end(self) -> io::Result<()> {
        self.problem.map_or(Ok(()), Err)
    }

    /// Moves the rest to the front and reads on; returns whether there is a line.
    fn fill(&mut self) -> io::Result<bool> {
        self.piece.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        while self.filled < PIECE {
            match self.file.read(&mut self.piece[self.filled..PIECE])? {
                0 if self.filled > 0 && self.piece[self.filled - 1] != b'\n' => {
                    self.piece[self.filled] = b'\n';
                    self.filled += 1;
                    break;
                }
                0 => break,
                read => {
                    self.filled += read;
                    self.left = self.left.saturating_sub(read);
                }
            }
        }
        self.whole = memchr::memrchr(b'\n', &self.piece[..self.filled]).map_or(0, |at| at + 1);
        match self.whole == 0 && self.filled > 0 {
            true => Err(io::Error::other("not an edge list: a line without end")),
            false => Ok(self.whole > 0),
        }
    }

    /// Reads a number and the sign behind it.
    fn number(&mut self, behind: u8) -> io::Result<u32> {
        let rest = &self.piece[self.at..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        if !(1..10).contains(&digits) || rest[digits] != behind {
            let seen = rest[..8].escape_ascii().to_string();
            return Err(io::Error::other(format!("not an edge list: {seen:?}")));
        }
        self.at += digits + 1;
        Ok(rest[..digits].iter().fold(0, |n, b| 10 * n + u32::from(b - b'0')))
    }

    /// Reads a line of numbers that may be longer than usual.
    #[cold]
    fn pair(&mut self) -> io::Result<Option<(u32, u32)>> {
        if self.at == self.whole && !self.fill()? {
            return Ok(None);
        }
        Ok(Some((self.number(b' ')?, self.number(b'\n')?)))
    }
}

/// Reads a number of less than eight digits and the sign behind it; returns it with the bytes taken.
#[inline]
fn short(bytes: &[u8], behind: u8) -> Option<(u32, usize)> {
    let first = u64::from_le_bytes(*bytes.first_chunk()?);
    // In each byte of a digit the upper half is 3 and the lower below 10.
    let low = first & 0x0f0f_0f0f_0f0f_0f0f;
    let odd = ((first ^ 0x3030_3030_3030_3030) | (low + 0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0;
    let digits = (odd.trailing_zeros() / 8) as usize;
    let ends = (1..8).contains(&digits) && bytes[digits] == behind;
    ends.then(|| (eight(low << (64 - 8 * digits)), digits + 1))
}

/// Returns the value of eight digits, the first in the lowest byte: pairs, then fours, then all.
fn eight(digits: u64) -> u32 {
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) as u32
}

impl Iterator for Pairs {
    type Item = (u32, u32);

    #[inline]
    fn next(&mut self) -> Option<(u32, u32)> {
        let line = self.piece.get(self.at..self.whole).unwrap_or_default();
        if let Some((citing, taken)) = short(line, b' ')
            && let Some((cited, more)) = short(&line[taken..], b'\n')
        {
            self.at += taken + more;
            return Some((citing, cited));
        }
        match self.pair() {
            Ok(pair) => pair,
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        ((self.filled - self.at + self.left) / LONGEST_LINE, None)
    }
}
