//! MARCXML (<https://www.loc.gov/standards/marcxml/>): records of fields, whose words know their places in the file.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::words;
use crate::model::{Span, Text};

/// The namespace of MARCXML; files that name none are read as well.
const NAMESPACE: Namespace<'static> = Namespace("http://www.loc.gov/MARC21/slim");

/// How many bytes at the beginning of a file tell what it is.
pub const HEAD: u64 = 16_384;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// The records that are whole, in the order of the file.
    pub records: Vec<Record>,
    /// Where the XML breaks off or is broken: what stands behind was not read.
    pub damage: Option<Damage>,
}

/// A place at which XML is broken.
#[derive(Debug)]
pub(super) struct Damage {
    pub line: usize,
    pub byte: usize,
    pub reason: String,
}

/// The record of one publication.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The number under which the library keeps it (field 001).
    pub number: Option<String>,
    /// Its fields with subfields, in the order of the file.
    pub fields: Vec<Field>,
    /// The bytes of the file that it takes up.
    pub span: Span,
}

/// One field.
#[derive(Debug)]
pub(super) struct Field {
    /// Three digits.
    pub tag: String,
    /// The first indicator; a blank where there is none.
    pub indicator: char,
    /// Codes and words of its subfields, white space folded.
    pub subfields: Vec<(char, Text)>,
}

impl Record {
    /// Returns the fields of a tag.
    pub fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.tag == tag)
    }

    /// Returns the words of all subfields of a code, in all fields of a tag.
    pub fn words<'a>(&'a self, tag: &'a str, code: char) -> impl Iterator<Item = &'a Text> {
        self.all(tag).flat_map(move |field| field.words(code))
    }

    /// Returns the first of [`Record::words`].
    pub fn first<'a>(&'a self, tag: &'a str, code: char) -> Option<&'a str> {
        self.words(tag, code).next().map(Text::as_str)
    }
}

impl Field {
    /// Returns the words of its subfields of a code.
    pub fn words(&self, code: char) -> impl Iterator<Item = &Text> {
        self.subfields.iter().filter(move |(own, _)| *own == code).map(|(_, words)| words)
    }
}

/// Returns whether a file holds MARCXML: a record or a collection of them, wrapped in another format or not.
pub(super) fn is_marc(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !head.starts_with(b"<") {
        return false;
    }
    let head = String::from_utf8_lossy(&head[..head.len().min(HEAD as usize)]);
    let mut reader = reader(&head);
    let mut bare = false;
    // What breaks off behind the head of a file is no matter here.
    while let Ok((namespace, event)) = reader.read_resolved_event() {
        let start = match event {
            Event::Start(start) | Event::Empty(start) => start,
            Event::Eof => return false,
            _ => continue,
        };
        let name = start.local_name();
        match namespace {
            ResolveResult::Bound(NAMESPACE) => return true,
            ResolveResult::Bound(_) => bare = false,
            // Without a namespace the names must fit into each other.
            ResolveResult::Unbound | ResolveResult::Unknown(_) => match name.as_ref() {
                "collection" | "record" => bare = true,
                "leader" | "controlfield" | "datafield" if bare => return true,
                _ => return false,
            },
        }
    }
    false
}

fn reader(text: &str) -> NsReader<&[u8]> {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    reader
}

/// Reads all records of a file.
pub(super) fn read(bytes: &[u8]) -> Records {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (text, broken) = match str::from_utf8(&bytes[mark..]) {
        Ok(text) => (text, None),
        Err(error) => {
            let whole = &bytes[mark..][..error.valid_up_to()];
            (str::from_utf8(whole).expect("the part that was found valid"), Some(error.valid_up_to()))
        }
    };
    let mut reading = Reading { mark, ..Reading::default() };
    let end = reading.all(text);
    let damage = match (broken, end) {
        (Some(byte), _) => Some((byte, "the letters are no UTF-8".to_owned())),
        (None, Err((byte, reason))) => Some((byte, reason)),
        (None, Ok(())) if reading.record.is_some() => {
            Some((text.len(), "the file ends within a record".to_owned()))
        }
        (None, Ok(())) => None,
    };
    let damage = damage.map(|(byte, reason)| {
        let before = &text.as_bytes()[..byte.min(text.len())];
        Damage { line: before.iter().filter(|b| **b == b'\n').count() + 1, byte: byte + mark, reason }
    });
    Records { records: reading.records, damage }
}

/// A file while it is read.
#[derive(Debug, Default)]
struct Reading {
    /// Bytes before the text.
    mark: usize,
    records: Vec<Record>,
    /// What is open.
    record: Option<Record>,
    field: Option<Field>,
    /// Code and words of a subfield, or the words of the number.
    subfield: Option<(char, Text)>,
    is_number: bool,
}

impl Reading {
    /// Reads to the end, or to the byte at which the XML is broken.
    fn all(&mut self, text: &str) -> Result<(), (usize, String)> {
        let mut reader = reader(text);
        loop {
            let from = place(reader.buffer_position());
            let event = match reader.read_resolved_event() {
                Ok((ResolveResult::Bound(NAMESPACE) | ResolveResult::Unbound, event)) => event,
                // Only elements have a namespace, so what is left out here are those of other formats.
                Ok(_) => continue,
                Err(error) => return Err((place(reader.error_position()), error.to_string())),
            };
            let to = place(reader.buffer_position());
            match event {
                Event::Start(start) => self.open(&start, from),
                Event::End(end) => self.close(end.local_name().as_ref(), to),
                Event::Text(words) => self.say(&words.into_inner(), from),
                Event::CData(words) => self.say(&words.into_inner(), from + "<![CDATA[".len()),
                Event::GeneralRef(named) => {
                    if let Some(words) = resolved(&named) {
                        self.refer(&words, from, to);
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'_>, from: usize) {
        let attribute = |name: &str| {
            let found = start.attributes().with_checks(false).flatten().find(|a| a.key.0 == name)?;
            found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        };
        match start.local_name().as_ref() {
            "record" => {
                let span = Span::new(from + self.mark, from + self.mark);
                self.record = Some(Record { span, ..Record::default() });
                (self.field, self.subfield) = (None, None);
            }
            "controlfield" => {
                self.is_number = attribute("tag").as_deref() == Some("001");
                self.subfield = self.is_number.then(|| (' ', Text::new()));
            }
            "datafield" => {
                let indicator = attribute("ind1").and_then(|value| value.chars().next());
                let tag = attribute("tag").unwrap_or_default();
                self.field = Some(Field { tag, indicator: indicator.unwrap_or(' '), subfields: Vec::new() });
            }
            "subfield" => {
                let code = attribute("code").and_then(|value| value.chars().next()).unwrap_or(' ');
                self.subfield = Some((code, Text::new()));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, to: usize) {
        match name {
            "record" => {
                if let Some(mut record) = self.record.take() {
                    record.span.end = to + self.mark;
                    self.records.push(record);
                }
            }
            "controlfield" => {
                let words = self.subfield.take().filter(|_| self.is_number);
                if let (Some((_, words)), Some(record)) = (words, &mut self.record) {
                    record.number = Some(words.as_str().trim().to_owned());
                }
            }
            "datafield" => {
                if let (Some(field), Some(record)) = (self.field.take(), &mut self.record) {
                    record.fields.push(field);
                }
            }
            "subfield" => {
                if let (Some((code, words)), Some(field)) = (self.subfield.take(), &mut self.field) {
                    field.subfields.push((code, words::cleaned(&words)));
                }
            }
            _ => {}
        }
    }

    /// Adds words that stand in the text as they are.
    fn say(&mut self, words: &str, from: usize) {
        if let Some((_, text)) = &mut self.subfield {
            text.push(words, from + self.mark);
        }
    }

    /// Adds a character that the text writes as a reference.
    fn refer(&mut self, words: &str, from: usize, to: usize) {
        if let Some((_, text)) = &mut self.subfield {
            text.push_made(words, Span::new(from + self.mark, to.max(from) + self.mark));
        }
    }
}

/// Resolves a reference to a character; the entities of a document type are left out, which no such file has.
fn resolved(named: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = named.resolve_char_ref() {
        return Some(c.to_string());
    }
    let name: &str = named.as_ref();
    quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned)
}

/// No text in memory is longer than the machine counts.
fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
