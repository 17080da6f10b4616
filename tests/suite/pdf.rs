//! PDFs made here by hand: what a reader of the pages would type, and nothing that takes the program down.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::{Content, Filter, Name, Pdf, Rect, Ref, Str};
use travaux::authority::Authority;
use travaux::document::{self, Reading};
use travaux::model::Form;

/// A page: lines of words, each with its place from the lower left corner and its size; and rules.
#[derive(Clone, Default)]
struct Page {
    words: Vec<(f32, f32, f32, String)>,
    rules: Vec<(f32, f32, f32)>,
}

impl Page {
    fn words(mut self, x: f32, y: f32, size: f32, words: &str) -> Self {
        self.words.push((x, y, size, words.to_owned()));
        self
    }

    /// Lines below each other, in the size of the text.
    fn lines(mut self, x: f32, y: f32, lines: &[&str]) -> Self {
        for (at, line) in lines.iter().enumerate() {
            self = self.words(x, y - 12.0 * at as f32, 10.0, line);
        }
        self
    }

    fn rule(mut self, x: f32, y: f32, width: f32) -> Self {
        self.rules.push((x, y, width));
        self
    }

    fn content(&self) -> Vec<u8> {
        let mut content = Content::new();
        for (x, y, size, words) in &self.words {
            content
                .begin_text()
                .set_font(Name(b"F"), *size)
                .next_line(*x, *y)
                .show(Str(&latin(words)))
                .end_text();
        }
        for (x, y, width) in &self.rules {
            content.rect(*x, *y, *width, 0.5).fill_nonzero();
        }
        content.finish().to_vec()
    }
}

/// Windows-1252, in which the font of these files is encoded.
fn latin(words: &str) -> Vec<u8> {
    let byte = |c| match c {
        '’' => 0x92,
        '–' => 0x96,
        c => u8::try_from(c).unwrap(),
    };
    words.chars().map(byte).collect()
}

fn pdf(pages: &[Page]) -> Vec<u8> {
    of_contents(&pages.iter().map(Page::content).collect::<Vec<_>>(), true)
}

fn of_contents(contents: &[Vec<u8>], packed: bool) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree, font) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let id = |at: usize| (Ref::new(4 + 2 * at as i32), Ref::new(5 + 2 * at as i32));
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..contents.len()).map(|at| id(at).0)).count(contents.len() as i32);
    pdf.type1_font(font).base_font(Name(b"Times-Roman")).encoding_predefined(Name(b"WinAnsiEncoding"));
    for (at, content) in contents.iter().enumerate() {
        let (page, stream) = id(at);
        let mut written = pdf.page(page);
        written.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(tree).contents(stream);
        written.resources().fonts().pair(Name(b"F"), font);
        drop(written);
        if packed {
            pdf.stream(stream, &compress_to_vec_zlib(content, 6)).filter(Filter::FlateDecode);
        } else {
            pdf.stream(stream, content);
        }
    }
    pdf.finish()
}

fn read(bytes: &[u8]) -> Reading<'_> {
    document::read(bytes, "lakes.pdf", Authority::embedded()).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    document::read(bytes, "lakes.pdf", Authority::embedded()).unwrap_err().to_string()
}

/// Two pages of a resolution as the United Nations print them.
fn resolution() -> Vec<Page> {
    let first = Page::default()
        .words(72.0, 780.0, 14.0, "United Nations")
        .words(420.0, 780.0, 20.0, "A")
        .words(434.5, 780.0, 10.0, "/RES/70/901")
        .words(72.0, 740.0, 18.0, "General Assembly")
        .words(420.0, 740.0, 9.0, "Distr.: General")
        .words(420.0, 722.0, 9.0, "10 March 2016")
        .lines(72.0, 690.0, &["Seventieth session", "Agenda item 72 (b)"])
        .words(100.0, 640.0, 12.0, "Resolution adopted by the General Assembly on 17 December 2015")
        .words(100.0, 600.0, 12.0, "70/901. Care of lakes and lamps")
        .words(120.0, 570.0, 10.0, "The General Assembly,")
        .lines(
            120.0,
            546.0,
            &[
                "Recalling its resolution 53/144 of 9 December 1998 and the Universal Declaration of Human Rights",
                "in all its parts, and recalling also the care that is due to the lakes of the world, the non-",
                "selective lighting of lamps and the lamps that stand beside the lakes, as set out in A/HRC/",
                "49/50 and elsewhere in the papers of the Council,",
            ],
        )
        .words(120.0, 484.0, 10.0, "Recalling also that the lamps beside the lakes are lit by those who live there, at their own")
        .rule(120.0, 150.0, 144.0)
        .words(120.0, 138.0, 5.5, "1")
        .words(130.0, 135.0, 8.5, "Resolution 217 A (III); see also the report of the lamps (A/70/902) and those that were")
        .words(72.0, 60.0, 8.0, "15-12345 (E)")
        // The mark of the note stands raised behind the name.
        .words(519.0, 549.5, 6.0, "1");
    let second = Page::default()
        .words(72.0, 800.0, 9.0, "A/RES/70/901")
        .words(420.0, 800.0, 9.0, "Care of lakes and lamps")
        .lines(120.0, 760.0, &["cost, and that the oil is dear,"])
        .words(120.0, 736.0, 10.0, "1.")
        .words(150.0, 736.0, 10.0, "Decides to rest;")
        .words(120.0, 712.0, 10.0, "2.")
        .words(150.0, 712.0, 10.0, "Requests the Secretary-General to light the lamps.")
        .rule(120.0, 150.0, 144.0)
        .words(120.0, 138.0, 8.5, "issued before it.")
        .words(72.0, 60.0, 8.0, "2/2")
        .words(500.0, 60.0, 8.0, "15-12345");
    vec![first, second]
}

#[test]
fn a_resolution_is_read_as_it_is_meant() {
    let bytes = pdf(&resolution());
    let reading = read(&bytes);
    let document = &reading.documents[0];
    assert_eq!(document.id.as_str(), "A/RES/70/901");
    assert_eq!(document.form, Form::PdfText);
    assert_eq!(document.metadata.agenda_item.as_deref(), Some("72 (b)"));
    assert_eq!(document.metadata.job_numbers, ["15-12345 (E)"]);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    let shown: Vec<(&str, &str)> = document
        .paragraphs
        .iter()
        .map(|p| (p.label.as_str(), p.text.as_str()))
        .skip_while(|p| p.0 == "header")
        .collect();
    assert_eq!(
        shown,
        [
            (
                "pp1",
                "Recalling its resolution 53/144 of 9 December 1998 and the Universal Declaration of Human Rights \
                 in all its parts, and recalling also the care that is due to the lakes of the world, the non-selective \
                 lighting of lamps and the lamps that stand beside the lakes, as set out in A/HRC/49/50 and elsewhere \
                 in the papers of the Council,"
            ),
            (
                "pp2",
                "Recalling also that the lamps beside the lakes are lit by those who live there, at their own cost, \
                 and that the oil is dear,"
            ),
            ("op1", "Decides to rest;"),
            ("op2", "Requests the Secretary-General to light the lamps."),
            (
                "fn1",
                "Resolution 217 A (III); see also the report of the lamps (A/70/902) and those that were issued before it."
            ),
        ]
    );
    let marks: Vec<u32> = document.paragraphs.iter().flat_map(|p| &p.marks).map(|mark| mark.number).collect();
    assert_eq!(marks, [1]);
    let page = |words: &str| reading.page(reading.text().find(words).unwrap());
    // The note stands behind the paragraph that ends on the next page, and on the page that prints it.
    assert_eq!(
        ["Distr.", "Recalling also", "cost, and", "A/70/902", "Decides"].map(page),
        [1, 1, 2, 1, 2].map(Some)
    );
}

#[test]
fn columns_are_read_one_after_the_other_and_cells_whole() {
    let left =
        ["The lamps of the lakes were lit on the", "first day of the year by those who lived"].repeat(5);
    let right =
        ["The oil of the lamps was brought from", "the hills on the second day of the year"].repeat(5);
    let columns = Page::default().lines(72.0, 700.0, &left).lines(320.0, 700.0, &right);
    let bytes = pdf(&[columns]);
    let reading = read(&bytes);
    let text = reading.text().replace('\n', " ");
    assert!(text.contains("lit on the first day of the year by those who lived The lamps"), "{text}");
    assert!(text.find("brought from").unwrap() > text.rfind("who lived").unwrap(), "{text}");

    let table = Page::default()
        .lines(72.0, 700.0, &["66/901"])
        .lines(200.0, 700.0, &["Declaration on Lakes and", "the Care of Lamps"])
        .lines(400.0, 700.0, &["17 December 2011"])
        .lines(72.0, 676.0, &["66/902"])
        .lines(200.0, 676.0, &["Year of Lamps"]);
    let bytes = pdf(&[table]);
    let reading = read(&bytes);
    assert_eq!(
        reading.text().trim(),
        "66/901  Declaration on Lakes and the Care of Lamps  17 December 2011\n66/902  Year of Lamps"
    );
}

#[test]
fn what_cannot_be_read_is_told_with_advice() {
    let image = {
        let mut pdf = Pdf::new();
        let [catalog, tree, page, content, image] = [1, 2, 3, 4, 5].map(Ref::new);
        pdf.catalog(catalog).pages(tree);
        pdf.pages(tree).kids([page]).count(1);
        let mut written = pdf.page(page);
        written.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(tree).contents(content);
        written.resources().x_objects().pair(Name(b"I"), image);
        drop(written);
        pdf.stream(content, b"q 595 0 0 842 0 0 cm /I Do Q");
        let mut picture = pdf.image_xobject(image, &[0]);
        picture.width(1).height(1).bits_per_component(8).color_space().device_gray();
        drop(picture);
        pdf.finish()
    };
    let locked = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n\
        4 0 obj <</Filter/Standard/V 2/R 3/Length 128/P -4/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>> endobj\n\
        trailer <</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[(0123456789abcdef)(0123456789abcdef)]>>\n%%EOF";
    // A table of objects that is packed twice.
    let twice = b"%PDF-1.5\n1 0 obj <</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length 3>> stream\nxxx\nendstream endobj";
    for (bytes, words) in [
        (&image[..], "run OCR first"),
        (locked, "protected by a password"),
        (twice, "unpacks to far more"),
        (&pdf(&[Page::default()]), "empty"),
        (b"%PDF-1.7\nlamps", "damaged"),
    ] {
        let told = refused(bytes);
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn work_is_bounded() {
    let loops = {
        let mut pdf = Pdf::new();
        let [catalog, tree, page, content, form] = [1, 2, 3, 4, 5].map(Ref::new);
        pdf.catalog(catalog).pages(tree);
        pdf.pages(tree).kids([page, tree]).count(2);
        let mut written = pdf.page(page);
        written.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(tree).contents(content);
        written.resources().x_objects().pair(Name(b"X"), form);
        drop(written);
        pdf.stream(content, b"/X Do");
        let mut looping = pdf.form_xobject(form, b"/X Do /X Do");
        looping.resources().x_objects().pair(Name(b"X"), form);
        drop(looping);
        pdf.finish()
    };
    assert!(refused(&loops).contains("empty"));
    let lamps = |bytes: &[u8]| read(bytes).text().contains("Lamps");
    let shown = b"BT /F 10 Tf 72 700 Td (Lamps) Tj ET ".to_vec();
    let nested = [shown.clone(), b"[".repeat(200_000), b"<<".repeat(100_000)].concat();
    assert!(lamps(&of_contents(&[nested], true)));
    let unopened = [shown.clone(), b"Q ET EMC ".repeat(1000), b"q ".repeat(100_000)].concat();
    assert!(lamps(&of_contents(&[unopened], true)));
    // One stream that grows beyond what is read leaves the other pages as they are, and is told.
    let blown = of_contents(&[b" ".repeat(80 << 20), shown.clone()], true);
    assert!(lamps(&blown));
    let many = of_contents(&vec![shown; 5_002], false);
    let warnings = read(&many).documents[0].warnings.clone();
    assert_eq!(warnings, ["pdf-pages: 5000 of 5002 pages were read"]);
}

/// A sequence that is the same on every machine (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

#[test]
fn a_thousand_damaged_files_give_text_or_a_message() {
    let pages = resolution();
    let plain = of_contents(&pages.iter().map(Page::content).collect::<Vec<_>>(), false);
    let originals = [pdf(&pages), plain];
    let mut dice = Dice(7);
    let (mut texts, mut messages) = (0, 0);
    for nth in 0..1000 {
        let mut bytes = originals[nth % 2].clone();
        match nth % 5 {
            0 | 1 => (0..=dice.roll(12)).for_each(|_| {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }),
            2 => bytes.truncate(dice.roll(bytes.len())),
            3 => {
                let (from, to, len) = (dice.roll(bytes.len()), dice.roll(bytes.len()), dice.roll(200));
                let piece = bytes[from..(from + len).min(bytes.len())].to_vec();
                bytes.splice(to..to, piece);
            }
            _ => {
                let (at, digit) = (dice.roll(bytes.len()), b"0123456789/<>[]()-"[dice.roll(18)]);
                let next = (at..bytes.len()).find(|at| bytes[*at].is_ascii_digit()).unwrap_or(at);
                bytes[next] = digit;
            }
        }
        match document::read(&bytes, "lakes.pdf", Authority::embedded()) {
            Ok(reading) => texts += usize::from(!reading.text().trim().is_empty()),
            Err(told) => messages += usize::from(!told.to_string().is_empty()),
        }
    }
    assert_eq!(texts + messages, 1000);
    // Most damage is small and leaves something to read.
    assert!(texts > 600, "{texts} texts, {messages} messages");
}
