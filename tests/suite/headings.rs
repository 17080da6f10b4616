//! Numbers below headings that say whose they are.

use travaux::authority::Authority;
use travaux::{document, references};

fn check(text: &str, expected: &[(&str, &str)]) {
    let reading = document::read(text.as_bytes(), "lakes.txt", Authority::embedded()).unwrap();
    let citations =
        reading.documents.iter().flat_map(|d| references::extract(d, Authority::embedded()).citations);
    let found: Vec<(String, String)> = citations
        .filter(|c| c.rule == "B2-heading")
        .map(|c| (c.surface.clone(), c.target.to_string()))
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

/// Sections of the programme budget (A/81/6 (Sect. 24)) list several hundred mandates so.
#[test]
fn a_heading_tells_whose_the_numbers_below_are() {
    let report = |rows: &str| format!("A/90/6\n\nGeneral Assembly\n\n3.1 The lists follow.\n\n{rows}\n");
    check(
        &report(
            "General Assembly resolutions\n\n42/34  Care of the lakes\n\n36/151; 49/176  Fund for the lakes\n\n\
             Human Rights Council resolutions\n\n4/6  Right to the lakes\n\n2/3 of all lakes are deep.\n\n\
             Lakes of the north\n\n6/11  Lamps\n",
        ),
        &[
            ("42/34", "A/RES/42/34"),
            ("36/151", "A/RES/36/151"),
            ("49/176", "A/RES/49/176"),
            ("4/6", "A/HRC/RES/4/6"),
        ],
    );
    check(
        &report(
            "# Human Rights Council decisions\n\n| 18/117 | Reports on lamps |\n| 24/118; 6/102 | Lakes in 2/3 |\n\n\
             # Economic and Social Council resolutions\n\n| 1997/30 | Lakes |\n\n\
             # Security Council resolutions\n\n| 2282 (2016) | |\n| 3 | 4 |\n",
        ),
        &[
            ("18/117", "A/HRC/DEC/18/117"),
            ("24/118", "A/HRC/DEC/24/118"),
            ("6/102", "A/HRC/DEC/6/102"),
            ("1997/30", "E/RES/1997/30"),
            ("2282 (2016)", "S/RES/2282(2016)"),
        ],
    );
}
