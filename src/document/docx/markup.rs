//! The XML of one part of a package: elements by their names without prefix, and text.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// One piece of a part.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// An element begins; one without content ends at once.
    Open(Element<'a>),
    /// An element of this name ends.
    Close(Cow<'a, str>),
    /// Words, references to characters resolved.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Returns the name without its prefix: writers choose prefixes as they like.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// Returns the value of an attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten().find(|attribute| local(attribute.key.0) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Returns `val`, in which most elements of Word hold what they say.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Returns the number in `val`.
    pub fn number(&self) -> Option<u32> {
        self.value()?.trim().parse().ok()
    }

    /// Returns whether a property is switched on: by standing there, unless its value says otherwise.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The pieces of a part in order.
pub(super) struct Markup<'a> {
    reader: Reader<&'a [u8]>,
    /// Where the XML is damaged: the byte at which reading stopped.
    pub damaged: Option<u64>,
    ended: bool,
}

impl<'a> Markup<'a> {
    /// Begins to read a part.
    pub fn new(part: &'a str) -> Self {
        let mut reader = Reader::from_str(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, damaged: None, ended: false }
    }

    /// Returns the byte behind the piece read last.
    pub fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// Passes over the content of the element that has just begun.
    pub fn pass_over(&mut self) {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next() {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close(_)) => depth -= 1,
                Some(Piece::Text(_)) => {}
                None => return,
            }
        }
    }
}

impl<'a> Iterator for Markup<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.ended {
            match self.reader.read_event() {
                Ok(Event::Start(start) | Event::Empty(start)) => return Some(Piece::Open(Element(start))),
                Ok(Event::End(end)) => {
                    return Some(Piece::Close(Cow::Owned(local(end.name().0).to_owned())));
                }
                Ok(Event::Text(text)) => return Some(Piece::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Piece::Text(text.into_inner())),
                Ok(Event::GeneralRef(named)) => {
                    if let Some(text) = resolved(&named) {
                        return Some(Piece::Text(text));
                    }
                }
                Ok(Event::Eof) => self.ended = true,
                Ok(_) => {}
                Err(_) => {
                    self.damaged = Some(self.reader.error_position());
                    self.ended = true;
                }
            }
        }
        None
    }
}

/// Resolves a reference to a character; the entities of a document type are left out, which no Word file has.
fn resolved(named: &quick_xml::events::BytesRef<'_>) -> Option<Cow<'static, str>> {
    if let Ok(Some(c)) = named.resolve_char_ref() {
        return Some(Cow::Owned(c.to_string()));
    }
    let name: &str = named.as_ref();
    quick_xml::escape::resolve_predefined_entity(name).map(Cow::Borrowed)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
