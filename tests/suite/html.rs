//! Web pages through the reader of documents: the main text, footnotes, lists and tables; encodings; damaged pages.

use travaux::authority::Authority;
use travaux::document::{ReadError, read};
use travaux::model::Form;

use crate::docx::Dice;

/// Reads a page; returns the text that its main part makes.
fn text(page: &str) -> String {
    let reading = read(page.as_bytes(), "page.html", Authority::embedded()).unwrap();
    reading.text().to_owned()
}

const PROSE: &str = "Recalling the lakes and the rivers, and all that was said of them at length before,";

#[test]
fn the_text_is_found_and_what_stands_around_it_dropped() {
    let page = format!(
        r#"<!doctype html><title>Lakes | Site</title>
        <div class="cookie-consent">We use cookies. See resolution 1/1.</div>
        <header><a href="/">Home</a></header><nav><ul><li><a href="/2">Documents A/RES/2/2</a></ul></nav>
        <div id=wrap><div class="left sidebar"><a href="/3">Resolution 3/3</a></div>
        <div class=text><h1>70/901. Lakes</h1><p>The General Assembly,<p>{PROSE}
        <p style="display: none">resolution 4/4</p><script>var a = "<p>5/5</p>";</script>
        <p>1. Decides to rest<b>;</b></p></div></div>
        <footer>Copyright 6/6</footer>"#
    );
    assert_eq!(
        text(&page),
        format!("# 70/901. Lakes\n\nThe General Assembly,\n\n{PROSE}\n\n1. Decides to rest;")
    );
}

#[test]
fn a_page_that_names_its_main_part_is_believed() {
    let page = format!(
        "<html><body><div><p>{PROSE} which is told here as an advertisement.</div>\
         <main><article><h2>Lakes</h2><p>{PROSE}<p>{PROSE}</article></main></body></html>"
    );
    assert_eq!(text(&page), format!("## Lakes\n\n{PROSE}\n\n{PROSE}"));
}

/// A masthead stands beside the element with the prose, and was lost.
#[test]
fn a_masthead_before_the_prose_is_kept() {
    let page = format!(
        "<html><body><form><div>United Nations<br>A/RES/70/901</div><div><p>{PROSE}<p>{PROSE}</div></form></body></html>"
    );
    assert_eq!(text(&page), format!("United Nations\nA/RES/70/901\n\n{PROSE}\n\n{PROSE}"));
}

#[test]
fn notes_that_link_to_their_marks_are_footnotes() {
    let page = format!(
        r##"<html><body><div><h1>70/901. Lakes</h1><p>The General Assembly,</p><p>{PROSE}<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>
        and the area of 3 km<sup>2</sup>, and the 3<sup>rd</sup> lake<sup><a href="#n2">2</a></sup>,</p><p>1. Decides to rest.</p></div>
        <div><p><a href="#_ftnref1" name="_ftn1">[1]</a> Resolution 217 A (III).</p></div>
        <footer><ol><li id="n2">See A/70/902. <a href="#x">↩</a></ol></footer></body></html>"##
    );
    let reading = read(page.as_bytes(), "page.html", Authority::embedded()).unwrap();
    let document = &reading.documents[0];
    assert_eq!((document.id.as_str(), document.form), ("A/RES/70/901", Form::WebPage));
    let labels: Vec<(&str, &str)> =
        document.paragraphs.iter().skip(1).map(|p| (p.label.as_str(), p.text.as_str())).collect();
    assert_eq!(
        labels,
        [("op1", "Decides to rest."), ("fn1", "Resolution 217 A (III)."), ("fn2", "See A/70/902.")]
    );
    let first = &document.paragraphs[0];
    assert!(
        first.text.as_str().ends_with("and the area of 3 km2, and the 3rd lake,"),
        "{}",
        first.text.as_str()
    );
    assert_eq!(first.marks.iter().map(|mark| mark.number).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn lists_have_the_numbers_that_browsers_print() {
    let page = format!(
        r#"<html><body><p>{PROSE}<ol start=4><li>Decides to rest;<li value=7>Requests:<ol type=a><li>lakes;<li>rivers;</ol></ol>
        <ol><li>8. Decides to swim;<li>(a) at once.</ol><ul><li>A lake</ul></body></html>"#
    );
    assert_eq!(
        text(&page),
        format!(
            "{PROSE}\n\n4. Decides to rest;\n\n7. Requests:\n\n(a) lakes;\n\n(b) rivers;\n\n8. Decides to swim;\n\n(a) at once.\n\n• A lake"
        )
    );
}

#[test]
fn tables_are_read_row_by_row() {
    let page = format!(
        "<html><body><p>{PROSE} {PROSE} {PROSE} {PROSE}</p><table><caption>Lakes</caption><tr><th>Symbol<th>Title\
         <tr><td>A/70/901<td>Lakes<br>and rivers</table></body></html>"
    );
    assert!(
        text(&page).ends_with("\n\nLakes\n\n| Symbol | Title |\n| A/70/901 | Lakes and rivers |"),
        "{}",
        text(&page)
    );
}

#[test]
fn a_link_that_leads_elsewhere_is_told() {
    let page = r#"<html><body><h1>70/901. Lakes</h1><p>The General Assembly,
        <p>Recalling its resolution <a href="https://docs.un.org/en/A/RES/54/170">53/144</a>, and resolution
        <a href="https://docs.un.org/en/e/RES/36%28IV%29">36 (IV)</a>,<p>1. Decides to rest.</body></html>"#;
    let reading = read(page.as_bytes(), "page.html", Authority::embedded()).unwrap();
    let found = travaux::references::extract(&reading.documents[0], Authority::embedded());
    let found: Vec<(&str, &str, Option<&str>)> = found
        .citations
        .iter()
        .filter(|c| c.para == "pp1")
        .map(|c| (c.target.as_str(), c.rule.as_str(), c.warning.as_ref().map(|w| w.code.as_str())))
        .collect();
    assert_eq!(
        found,
        [("A/RES/53/144", "B3-possessive", Some("link-mismatch")), ("E/RES/36(IV)", "B9-link", None)]
    );
}

#[test]
fn only_pages_are_pages() {
    let is_page = |text: &str| {
        let reading = read(text.as_bytes(), "x", Authority::embedded()).unwrap();
        reading.text() != text
    };
    for page in [
        "<!DOCTYPE html><p>Lakes",
        "\u{feff}<HTML><p>Lakes",
        "<?xml version='1.0'?>\n<!-- x --><html><p>Lakes</html>",
        "<div><p>Lakes</p><table><tr><td>Rivers</table></div>",
    ] {
        assert!(is_page(page), "{page}");
    }
    for text in
        ["<!-- Page 1 -->\n\nLakes <p> and rivers", "Lakes < rivers > <p>", "<sup>1</sup> Resolution 1/1."]
    {
        assert!(!is_page(text), "{text}");
    }
}

#[test]
fn a_page_without_words_is_refused_with_advice() {
    let page =
        b"<!doctype html><html><head></head><body><div id=app></div><script>run()</script></body></html>";
    match read(page, "page.html", Authority::embedded()) {
        Err(ReadError::Container(message)) => assert!(message.contains("scripts"), "{message}"),
        other => panic!("{:?}", other.map(|reading| reading.text().to_owned())),
    }
}

#[test]
fn every_encoding_gives_the_same_page() {
    let page = |head: &str| {
        format!(
            "<html><head>{head}</head><body><p>Генеральная Ассамблея, ссылаясь на свою резолюцию об озёрах,</p></body></html>"
        )
    };
    let said = page("<meta charset=koi8-r>");
    let (koi, _, _) = encoding_rs::KOI8_R.encode(&said);
    let guessed = page("");
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(&guessed);
    let wide: Vec<u8> = format!("\u{feff}{guessed}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&koi[..], &windows[..], &wide[..], guessed.as_bytes()] {
        let reading = read(bytes, "page.html", Authority::embedded()).unwrap();
        assert_eq!(reading.text(), "Генеральная Ассамблея, ссылаясь на свою резолюцию об озёрах,");
    }
}

#[test]
fn a_thousand_damaged_pages_are_read_or_refused_with_a_message() {
    let page = format!(
        r##"<!doctype html><html><head><title>Lakes</title><meta charset="windows-1252"></head><body><nav><a href="/">x</a></nav>
        <main><h1>70/901. Lakes</h1><p>{PROSE}<sup><a href="#f">1</a></sup><ol type=i><li>rivers<li>ponds</ol>
        <table><tr><td>1<td>A/70/901</table><pre>a
        b</pre></main><p id=f>1 See <a href="https://undocs.org/A/70/901">A/70/901</a>.</p></body></html>"##
    );
    let (mut dice, mut kept) = (Dice::new(11), 0);
    for _ in 0..1000 {
        let mut bytes = page.clone().into_bytes();
        dice.damage(&mut bytes);
        match read(&bytes, "page.html", Authority::embedded()) {
            Ok(reading) => kept += usize::from(!reading.documents.is_empty()),
            Err(error) => assert!(error.to_string().len() > 10, "{error}"),
        }
    }
    assert!(kept > 800, "only {kept} of 1000 were read");
}
