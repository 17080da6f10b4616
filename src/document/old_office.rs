//! Files of Office before 2007, and newer ones with a password: known by their container and refused with advice.

/// The first bytes of a compound file ([MS-CFB]).
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Streams by which programs are known, with what to say and do.
const STREAMS: [(&str, &str); 5] = [
    (
        "EncryptedPackage",
        "an Office file with a password; open it, take the password off (File, Info, Protect Document) and save it anew",
    ),
    ("WordDocument", "an old Word file (.doc); save it as .docx or PDF first"),
    ("Workbook", "an old Excel file (.xls); save what is to be read as .docx, PDF or text first"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt); save it as PDF first"),
    ("__properties_version1.0", "an Outlook message (.msg); save it as text or PDF first"),
];

/// Returns what an old Office file is and what to do about it; `None` if the bytes are none.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    if !bytes.starts_with(&COMPOUND[..4]) {
        return None;
    }
    // Names stand in the directory as UTF-16.
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    let found = STREAMS.iter().find(|(name, _)| holds(name));
    Some(
        found
            .map_or("an old Office file (.doc, .xls or .ppt); save it as .docx or PDF first", |(_, kind)| {
                kind
            }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_files_are_told_apart() {
        let file = |stream: &str| {
            let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&COMPOUND[..], &[0; 500], &wide, &[0; 20]].concat()
        };
        let check = |stream: &str, expected: &str| {
            assert!(kind(&file(stream)).is_some_and(|kind| kind.contains(expected)), "{stream}");
        };
        check("WordDocument", ".doc)");
        check("EncryptedPackage", "password");
        check("Workbook", ".xls");
        check("Unheard", "Office");
        assert_eq!(kind(b"PK"), None);
    }
}
