//! Signs that optical reading mistook, where the date tells.

use travaux::authority::Authority;
use travaux::{document, references};

/// Checks the id of the first document of a text and its references by number, each with its warning.
fn check(text: &str, id: &str, expected: &[(&str, &str)]) {
    let reading = document::read(text.as_bytes(), "lakes.txt", Authority::embedded()).unwrap();
    let document = &reading.documents[0];
    assert_eq!(document.id.as_str(), id, "{text}");
    let citations = references::extract(document, Authority::embedded()).citations;
    let numbers = citations.iter().filter(|c| c.class.as_str() == "number");
    let found: Vec<(&str, &str)> =
        numbers.map(|c| (c.target.as_str(), c.warning.as_ref().map_or("", |w| w.code.as_str()))).collect();
    assert_eq!(found, expected, "{text}");
}

fn resolution(title: &str, recalled: &str) -> String {
    format!(
        "{title}. Lakes of the north\n\nThe General Assembly,\n\nRecalling its resolution {recalled},\n\n1. Decides to \
             look at them.\n"
    )
}

#[test]
fn the_date_tells_which_number_was_misread() {
    let old = |recalled: &str| resolution("1455 (XIV)", recalled);
    check(&old("311 (IX) of 11 December 1954"), "A/RES/1455(XIV)", &[("A/RES/811(IX)", "ocr-repaired")]);
    check(&old("811 (IX) of 11 December 1954"), "A/RES/1455(XIV)", &[("A/RES/811(IX)", "")]);
    let later = |recalled: &str| resolution("37/65", recalled);
    check(&later("3334 (XXXIX) of 17 December 1974"), "A/RES/37/65", &[("A/RES/3334(XXIX)", "ocr-repaired")]);
    // What was never scanned is the author's own mistake, and stays with its warning.
    let new = |recalled: &str| resolution("72/65", recalled);
    check(&new("311 (IX) of 11 December 1954"), "A/RES/72/65", &[("A/RES/311(IX)", "date-mismatch")]);
}

#[test]
fn the_date_tells_which_year_of_a_title_was_misread() {
    let council = |title: &str, date: &str| {
        format!(
            "{title}\nof {date}\n\nThe Security Council,\n\nRecalling its resolution 425 (1978),\n\nDecides to stay.\n"
        )
    };
    let cited = [("S/RES/425(1978)", "")];
    check(&council("Resolution 434 (1973)", "18 September 1978"), "S/RES/434(1978)", &cited);
    check(&council("Resolution 434 (1978)", "18 September 1978"), "S/RES/434(1978)", &cited);
    // More than one sign is no misreading.
    check(&council("Resolution 434 (1964)", "18 September 1978"), "S/RES/434(1964)", &cited);
}
