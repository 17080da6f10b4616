//! Addresses of documents of the United Nations -> the documents that they name.

use crate::authority::Authority;
use crate::model::{Id, Symbol};

/// Hosts whose paths are symbols, behind a language or not: `docs.un.org/en/A/RES/53/144`.
const BY_PATH: [&str; 3] = ["undocs.org", "docs.un.org", "un-docs.org"];
/// Hosts whose queries hold a symbol.
const BY_QUERY: [&str; 8] = [
    "un.org",
    "undocs.org",
    "docs.un.org",
    "documents.un.org",
    "daccess-ods.un.org",
    "daccessdds.un.org",
    "ap.ohchr.org",
    "tbinternet.ohchr.org",
];
/// The names under which queries hold it: `?OpenAgent&DS=A/RES/53/144`, `view_doc.asp?symbol=…`.
const KEYS: [&str; 6] = ["ds", "symbol", "symbolno", "s", "si", "finalsymbol"];
/// Languages that stand before a symbol in a path, as their codes or letters.
const LANGUAGES: [&str; 7] = ["en", "fr", "es", "ru", "ar", "zh", "de"];

/// Returns the document that a link names; `link` is printed as `[words](address)`.
pub(super) fn named(link: &str, authority: &Authority) -> Option<Id> {
    let address = link.rsplit_once("](")?.1.trim_end_matches(')');
    let (_, rest) = address.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let at = rest.find(['/', '?'])?;
    let host = rest[..at].to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let (path, query) = rest[at..].split_once('?').unwrap_or((&rest[at..], ""));
    let of_query = || {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(key, _)| KEYS.contains(&key.to_ascii_lowercase().as_str()))?;
        symbol(&decoded(value), authority)
    };
    let of_path = || {
        let path = decoded(path);
        let path = path.trim_matches('/');
        let behind = path.split_once('/').filter(|(language, _)| LANGUAGES.contains(language));
        symbol(behind.map_or(path, |(_, symbol)| symbol), authority)
    };
    let found = BY_QUERY.contains(&host).then(of_query).flatten();
    found.or_else(|| BY_PATH.contains(&host).then(of_path).flatten())
}

fn symbol(printed: &str, authority: &Authority) -> Option<Id> {
    // The letters before the first stroke are capitals, whoever typed the address.
    let (root, rest) = printed.trim().split_once('/')?;
    let symbol: Symbol = format!("{}/{rest}", root.to_uppercase()).parse().ok()?;
    authority.bodies.of_symbol(symbol.as_str())?;
    Some(Id::from(symbol))
}

/// Returns an address with its letters in place of their codes: `A%2FRES%2F53%2F144`.
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        let code = behind.get(..2).and_then(|code| str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *byte == b'%');
        out.push(code.unwrap_or(if *byte == b'+' { b' ' } else { *byte }));
        rest = &behind[if code.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_documents() {
        let check = |address: &str, expected: Option<&str>| {
            let found = named(&format!("[words]({address})"), Authority::embedded());
            assert_eq!(found.as_ref().map(Id::as_str), expected, "{address}");
        };
        check("https://undocs.org/A/RES/53/144", Some("A/RES/53/144"));
        check("https://docs.un.org/en/A/RES/53/144", Some("A/RES/53/144"));
        check("https://docs.un.org/en/e/RES/36%28IV%29", Some("E/RES/36(IV)"));
        check(
            "http://www.un.org/Docs/journal/asp/ws.asp?OpenAgent&DS=S/RES/1325%20(2000)&Lang=E",
            Some("S/RES/1325(2000)"),
        );
        check("http://www.un.org/ga/search/view_doc.asp?symbol=A%2FHRC%2F40%2F60", Some("A/HRC/40/60"));
        check("https://undocs.org/Home/Mobile?FinalSymbol=A%2F72%2F901&Language=E", Some("A/72/901"));
        check("https://digitallibrary.un.org/record/265855", None);
        check("https://www.un.org/en/about-us", None);
        check("https://example.org/A/RES/53/144", None);
        check("#", None);
        check("https://undocs.org/%", None);
    }
}
