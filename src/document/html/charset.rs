//! The encoding of a page: its byte-order mark, UTF-8 where it is valid, what the page says, else a guess.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::guess;

/// What a page says of its encoding stands within so many bytes.
const SAID: usize = 4096;

/// Returns the text of a page.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = guess::utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // A character cut in two at the end of a sample is no other encoding.
        Err(error) if error.error_len().is_none() => {
            Cow::Borrowed(str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default())
        }
        Err(_) => {
            let encoding = said(&bytes[..bytes.len().min(SAID)]).unwrap_or_else(|| guess::encoding(bytes));
            encoding.decode_without_bom_handling(bytes).0
        }
    }
}

/// Returns the encoding that a page names: `<meta charset="windows-1251">`.
fn said(start: &[u8]) -> Option<&'static Encoding> {
    let start = start.to_ascii_lowercase();
    let at = memchr::memmem::find(&start, b"charset")? + "charset".len();
    let value =
        start[at..].iter().position(|b| !b" =\"'\t".contains(b)).map(|skipped| &start[at + skipped..])?;
    let end = value.iter().position(|b| b"\"' />;\t\r\n".contains(b)).unwrap_or(value.len());
    let encoding = Encoding::for_label(&value[..end])?;
    // What is not valid UTF-8 is none, whatever it says, and bytes that spell `charset` are not two to a letter.
    (![UTF_8, UTF_16LE, UTF_16BE, REPLACEMENT].contains(&encoding)).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_encoding() {
        let check = |head: &str, bytes: &[u8], expected: &str| {
            let page = [head.as_bytes(), bytes].concat();
            assert!(text(&page).ends_with(expected), "{head}: {}", text(&page));
        };
        check("<meta charset=windows-1251>", b"\xe0\xe1\xe2", "абв");
        check(
            "<META http-equiv=content-type content='text/html; CHARSET=windows-1256'>",
            b"\xc8\xed\xe4",
            "بين",
        );
        check("<meta charset=utf-8>", "é".as_bytes(), "é");
        check("<meta charset=gb2312>", b"\xb4\xf3\xbb\xe1", "大会");
    }
}
