//! Addresses (IRIs) of nodes, and back.

/// Where documents with a symbol stand. Relative addresses of a query begin here, so that `<A/RES/53/144>` is one; in a
/// browser they lead to the document.
pub const DOCUMENTS: &str = "https://docs.un.org/";

/// Where everything stands that the United Nations give no address to.
pub const OWN: &str = "https://w3id.org/travaux/";

/// Where nodes stand that the United Nations give no address to, below [`OWN`].
pub(super) const IDS: &str = "https://w3id.org/travaux/id/";

/// Other addresses under which documents are shown, the longer ones of each host first.
const ELSEWHERE: [&str; 5] = [
    "https://docs.un.org/en/",
    "https://undocs.org/en/",
    "https://undocs.org/",
    "http://undocs.org/en/",
    "http://undocs.org/",
];

/// Returns the address of a node.
///
/// Documents with a symbol stand at [`DOCUMENTS`], what lies inside them behind `#`; treaties without a symbol,
/// organisations, letters and the Charter below [`OWN`]. What an address cannot hold is percent-encoded: blanks above all.
pub fn of_node(id: &str) -> String {
    let document = id.split('#').next().unwrap_or(id);
    match document.contains(':') || !document.contains('/') {
        true => format!("{IDS}{}", encoded(id)),
        false => format!("{DOCUMENTS}{}", encoded(id)),
    }
}

/// Returns the address of a body.
pub fn of_body(body: &str) -> String {
    format!("{OWN}body/{}", encoded(body))
}

/// Returns the address of the citation that has a number among those of a node, counted from 1.
pub fn of_citation(source: &str, number: u32) -> String {
    format!("{OWN}citation/{}/{number}", encoded(source))
}

/// Returns the id that an address may name, whether there is such a node or not.
pub(super) fn id(address: &str) -> Option<String> {
    let found =
        address.strip_prefix(IDS).or_else(|| ELSEWHERE.iter().find_map(|home| address.strip_prefix(home)));
    // A node whose id has a colon is an address in itself: <TREATY:CEDAW>.
    decoded(found.or_else(|| address.strip_prefix(DOCUMENTS)).unwrap_or(address))
}

/// Says whether an address stands where [`of_node`] puts nodes.
pub(super) fn is_of_node(address: &str) -> bool {
    address.starts_with(DOCUMENTS) || address.starts_with(IDS)
}

/// Says whether an address is one of a node, also where others show it.
pub(super) fn names_a_node(address: &str) -> bool {
    is_of_node(address) || ELSEWHERE.iter().any(|home| address.starts_with(home))
}

/// Returns the body of an address.
pub(super) fn body(address: &str) -> Option<String> {
    decoded(address.strip_prefix(OWN)?.strip_prefix("body/")?)
}

/// Returns the node and the number of the address of a citation.
pub(super) fn citation(address: &str) -> Option<(String, u32)> {
    let (source, number) = address.strip_prefix(OWN)?.strip_prefix("citation/")?.rsplit_once('/')?;
    let canonical = !number.starts_with(['0', '+']);
    Some((decoded(source)?, number.parse().ok().filter(|_| canonical)?))
}

/// Writes a text as a part of an address. `/`, `:` and the first `#` keep their meaning.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        let plain = c.is_alphanumeric() || "/:.-_~()!$&'*+,;=@".contains(c);
        if plain || c == '#' && !inside {
            inside |= c == '#';
            out.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digits = [bytes.next()?, bytes.next()?];
        let digits = std::str::from_utf8(&digits).ok().filter(|d| !d.starts_with('+'))?;
        out.push(u8::from_str_radix(digits, 16).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_to_ids() {
        let check = |text: &str, address: &str| {
            assert_eq!(of_node(text), address);
            assert_eq!(id(address).as_deref(), Some(text));
        };
        check("A/RES/53/144", "https://docs.un.org/A/RES/53/144");
        check("A/RES/53/144#annex", "https://docs.un.org/A/RES/53/144#annex");
        check("A/RES/217(III)A", "https://docs.un.org/A/RES/217(III)A");
        check("A/CONF.157/24(Part I)#chap.III", "https://docs.un.org/A/CONF.157/24(Part%20I)#chap.III");
        check("UN-CHARTER", "https://w3id.org/travaux/id/UN-CHARTER");
        check("TREATY:CEDAW", "https://w3id.org/travaux/id/TREATY:CEDAW");
        check("EXT:37 C/Resolution 12", "https://w3id.org/travaux/id/EXT:37%20C/Resolution%2012");
        check("ORG:сан-тбб", "https://w3id.org/travaux/id/ORG:сан-тбб");
        check("A/1%20?[x]#a#b", "https://docs.un.org/A/1%2520%3F%5Bx%5D#a%23b");
    }

    #[test]
    fn other_spellings_of_an_address_are_understood() {
        let check = |address: &str, expected: &str| assert_eq!(id(address).as_deref(), Some(expected));
        check("https://undocs.org/A/RES/53/144", "A/RES/53/144");
        check("https://docs.un.org/en/A/RES/53/144", "A/RES/53/144");
        check("https://docs.un.org/UN-CHARTER", "UN-CHARTER");
        check("TREATY:CEDAW", "TREATY:CEDAW");
        check("https://docs.un.org/A/RES/217%28III%29A", "A/RES/217(III)A");
        assert_eq!(id("https://docs.un.org/A/%zz"), None);
    }

    #[test]
    fn citations_and_bodies_have_addresses_of_their_own() {
        assert_eq!(
            citation(&of_citation("A/RES/53/144#annex", 12)),
            Some(("A/RES/53/144#annex".to_owned(), 12))
        );
        assert_eq!(citation("https://w3id.org/travaux/citation/A/1/012"), None);
        assert_eq!(body(&of_body("GA-C3")).as_deref(), Some("GA-C3"));
        assert_eq!(body(&of_node("UN-CHARTER")), None);
    }
}
