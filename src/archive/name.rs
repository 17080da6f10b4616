//! Names of entries: their letters, and whether they stay inside the archive.

use super::ArchiveError;

/// Returns a name as text: UTF-8 if it is, whatever the archive says, because the archives of some systems do not say it;
/// otherwise what `told` makes of it.
pub(super) fn decoded(raw: &[u8], told: impl FnOnce() -> Option<String>) -> String {
    match str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => told().unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned()),
    }
}

/// Returns the path of an entry with `/` between its parts and without steps that lead nowhere.
///
/// # Errors
///
/// Fails if the path is absolute, climbs, or cannot be printed.
pub(super) fn checked(name: &str) -> Result<String, ArchiveError> {
    if name.chars().any(char::is_control) {
        return Err(ArchiveError::Unprintable);
    }
    let drive = name.as_bytes().get(1) == Some(&b':') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let parts = || name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "."));
    if drive || name.starts_with(['/', '\\']) || parts().any(|part| part == "..") || parts().next().is_none()
    {
        return Err(ArchiveError::Outside);
    }
    Ok(parts().collect::<Vec<_>>().join("/"))
}

/// Returns a name for messages.
pub(super) fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside() {
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(checked(name).ok().as_deref(), expected, "{name}");
        };
        check("a/b.txt", Some("a/b.txt"));
        check("./a//b.txt", Some("a/b.txt"));
        check(r"folder\A_RES_53_144.pdf", Some("folder/A_RES_53_144.pdf"));
        check("a..b/c...txt", Some("a..b/c...txt"));
        check("../b.txt", None);
        check(r"a\..\..\b.txt", None);
        check("/etc/lamp", None);
        check(r"C:\lamp.txt", None);
        check("c:lamp.txt", None);
        check("a\nb", None);
        check("", None);
        check("./", None);
    }
}
