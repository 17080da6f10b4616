//! The text of a container (PDF, Word, web page), written as the lines that the rest of this room reads.

use super::{ReadError, docx, html, old_office, pdf};
use crate::model::Form;

/// What the reader of a container hands on: the words of a file in reading order.
///
/// The text is what a careful person would type: a paragraph to a block of lines, `[^7]` where footnote 7 is marked, and a
/// block that begins with `[^7]` for the note itself; `*words*` for italics, `[words](target)` for links, `# ` before
/// headings, and a form feed before every page but the first.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The decoded text; places of citations are bytes of it.
    pub text: String,
    /// The make of the text.
    pub form: Form,
    /// What could not be read, for the warnings of the documents.
    pub warnings: Vec<String>,
    /// Where pages begin: from which byte of the text on which page is shown, ascending by byte; a note that was moved
    /// behind its paragraph shows the page that prints it. Empty where there are no pages.
    pub pages: Vec<(usize, u32)>,
}

/// Reads a container that is known by its first bytes; `None` if the file is none of them.
pub(super) fn of(bytes: &[u8]) -> Option<Result<Sheet, ReadError>> {
    // Mail programs and servers put lines before the first of a PDF.
    let head = &bytes[..bytes.len().min(PDF_HEAD)];
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Some(pdf::read(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(docx::read(bytes));
    }
    if let Some(kind) = old_office::kind(bytes) {
        return Some(Err(ReadError::Container(kind.to_owned())));
    }
    html::is_page(bytes).then(|| html::read(bytes))
}

/// Among so many bytes the first line of a PDF is looked for.
const PDF_HEAD: usize = 1024;
