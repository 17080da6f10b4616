//! Addresses of documents at the United Nations.

/// Returns the address of a document with a symbol at the United Nations, percent-encoded; `None` for nodes that are
/// no such document. No ampersand is left in it: Graphviz 2.43 writes them unescaped into SVG.
pub fn address(id: &str) -> Option<String> {
    encoded(id).map(|symbol| format!("https://docs.un.org/en/{symbol}"))
}

/// Returns the address of a document as the United Nations prints it for citation: it names no language. `None` where
/// [`address`] has none.
pub fn permalink(id: &str) -> Option<String> {
    encoded(id).map(|symbol| format!("https://undocs.org/{symbol}"))
}

/// Returns the symbol of a document, percent-encoded.
fn encoded(id: &str) -> Option<String> {
    let document = id.split('#').next().unwrap_or(id);
    if document.contains(':') || !document.contains('/') {
        return None;
    }
    let mut out = String::new();
    for byte in document.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_with_a_symbol_have_an_address() {
        let check = |id: &str, expected: Option<&str>| assert_eq!(address(id).as_deref(), expected);
        check("A/RES/53/144#annex", Some("https://docs.un.org/en/A/RES/53/144"));
        check("A/RES/217(III)A", Some("https://docs.un.org/en/A/RES/217(III)A"));
        check("A/CONF.157/24(Part I)", Some("https://docs.un.org/en/A/CONF.157/24(Part%20I)"));
        check("A/1&2/\"x", Some("https://docs.un.org/en/A/1%262/%22x"));
        assert_eq!(permalink("A/RES/53/144#annex").as_deref(), Some("https://undocs.org/A/RES/53/144"));
        check("ORG:a/b", None);
        check("UN-CHARTER", None);
    }
}
