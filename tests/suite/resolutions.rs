//! Short resolutions from their bytes to their references: what reading and resolving do together.

use travaux::authority::Authority;
use travaux::document;
use travaux::references::extract;

/// Extracts the references of a resolution made of a head and `body`: paragraph, words, target, verb.
fn check(body: &str, expected: &[(&str, &str, &str, &str)]) {
    let authority = Authority::embedded();
    let text = format!(
        "General Assembly\n\nResolution adopted by the General Assembly on 18 December 2007\n\n\
         62/901. Lakes\n\nThe General Assembly,\n\n{body}"
    );
    let reading = document::read(text.as_bytes(), "lakes.txt", authority).expect("a text");
    let found = extract(&reading.documents[0], authority).citations;
    let found: Vec<(&str, &str, &str, &str)> = found
        .iter()
        .filter(|c| !["header", ""].contains(&c.para.as_str()))
        .map(|c| {
            let verb = c.verb.as_ref().map_or("", |v| v.printed.as_str());
            (c.para.as_str(), c.surface.as_str(), c.target.as_str(), verb)
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn a_protocol_belongs_to_the_treaty_named_before() {
    let child = "the Convention on the Rights of the Child";
    // The third protocol to that convention is younger than the resolution.
    check(
        &format!(
            "Recalling {child} and the Optional Protocols thereto,\n\n1. Urges them to read the Optional Protocol.\n"
        ),
        &[
            ("pp1", child, "A/RES/44/25#annex", "recalling"),
            ("pp1", "the Optional Protocols thereto", "A/RES/54/263#annex-I", "recalling"),
            ("pp1", "the Optional Protocols thereto", "A/RES/54/263#annex-II", "recalling"),
        ],
    );
    check(
        "Recalling the Convention on the Rights of Persons with Disabilities and the Optional Protocol thereto,¹\n\n\
         ¹ Resolution 61/106, annex II.\n",
        &[
            (
                "pp1",
                "the Convention on the Rights of Persons with Disabilities",
                "A/RES/61/106#annex-I",
                "recalling",
            ),
            ("pp1", "the Optional Protocol thereto", "A/RES/61/106#annex-II", "recalling"),
            ("fn1", "Resolution 61/106, annex II", "A/RES/61/106#annex-II", "recalling"),
        ],
    );
}

#[test]
fn ibid_repeats_the_note_before() {
    check(
        "Guided by the Lakes Principles¹ and the Rivers Principles,²\n\n\
         ¹ Resolution 60/902, annex I.\n\n² Ibid., annex II.\n",
        &[
            ("pp1", "the Lakes Principles", "A/RES/60/902#annex-I", "guided by"),
            ("pp1", "the Rivers Principles", "A/RES/60/902#annex-II", "guided by"),
            ("fn1", "Resolution 60/902, annex I", "A/RES/60/902#annex-I", "guided by"),
            ("fn2", "Ibid., annex II", "A/RES/60/902#annex-II", "guided by"),
        ],
    );
    check(
        "Guided by the Convention on the Rights of the Child,¹\n\n¹ Ibid., vol. 1577, No. 27531.\n",
        &[
            ("pp1", "the Convention on the Rights of the Child", "A/RES/44/25#annex", "guided by"),
            ("fn1", "Ibid., vol. 1577, No. 27531", "A/RES/44/25#annex", "guided by"),
        ],
    );
}

#[test]
fn a_general_comment_is_what_its_footnote_names() {
    check(
        "Noting general recommendation No. 25 (2000) on lakes and rivers¹ and General Comment No. 29, on states of \
         emergency,\n\n¹ See A/55/918, annex V.\n",
        &[
            ("pp1", "general recommendation No. 25 (2000) on lakes and rivers", "A/55/918#annex-V", "noting"),
            ("pp1", "General Comment No. 29, on states of emergency", "CCPR/C/21/Rev.1/Add.11", "noting"),
            ("fn1", "A/55/918, annex V", "A/55/918#annex-V", "noting"),
        ],
    );
}

#[test]
fn descriptions_of_few_words_need_their_mark() {
    check(
        "Welcoming her most recent report,¹ and noting the study,\n\n¹ E/CN.4/2003/975.\n",
        &[
            ("pp1", "her most recent report", "E/CN.4/2003/975", "welcoming"),
            ("fn1", "E/CN.4/2003/975", "E/CN.4/2003/975", "welcoming"),
        ],
    );
    let child = "the Convention on the Rights of the Child";
    check(
        &format!("Noting the recommendations and {child},¹\n\n¹ Resolution 44/25, annex.\n"),
        &[
            ("pp1", child, "A/RES/44/25#annex", "noting"),
            ("fn1", "Resolution 44/25, annex", "A/RES/44/25#annex", "noting"),
        ],
    );
}

#[test]
fn a_footnote_names_what_no_table_knows() {
    check(
        "Recalling the work of the Group and the World Programme of Action for the Lakes,¹ and the Group,²\n\n\
         ¹ Resolution 50/981, annex.\n\n² A/60/972.\n",
        &[
            ("pp1", "the World Programme of Action for the Lakes", "A/RES/50/981#annex", "recalling"),
            ("fn1", "Resolution 50/981, annex", "A/RES/50/981#annex", "recalling"),
            ("fn2", "A/60/972", "A/60/972", "recalling"),
        ],
    );
}
