//! Names as parts of ids.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Writes a name in lower-case letters and digits with single hyphens: `Défense d’Enfants` is `defense-denfants`.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let plain = name.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘'));
    for c in plain.flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        let check = |name: &str, expected: &str| assert_eq!(slug(name), expected);
        check("Amnesty International", "amnesty-international");
        check("  River – Watch (RW) ", "river-watch-rw");
        check("Défense d’Enfants", "defense-denfants");
        check("сан тбб", "сан-тбб");
        check("«»", "");
    }
}
