//! The picture on a page of PDF, with the links of its SVG.
//!
//! The converter knows no links. Here its picture is put on a page as a whole, and over each box that links stands an
//! area that leads to the same address. Tooltips have no counterpart that readers of PDF show alike: they are left out.

use std::collections::BTreeMap;

use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use resvg::usvg::{Tree, roxmltree};
use svg2pdf::{ConversionOptions, to_chunk};

use super::raster::{DrawError, tree};

/// Points of paper for one unit of the SVG, of which 96 make an inch.
const POINTS: f32 = 72.0 / 96.0;

/// Returns an SVG that [`super::svg()`] wrote as PDF, its texts as texts and its links as links.
///
/// # Errors
///
/// Returns an error where the SVG is none, or holds a letter that no font on this machine has.
pub fn pdf(svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = tree(svg)?;
    let xml = roxmltree::Document::parse(svg).map_err(|error| DrawError::Pdf(error.to_string()))?;
    let (picture, root) =
        to_chunk(&tree, ConversionOptions::default()).map_err(|error| DrawError::Pdf(error.to_string()))?;
    let mut next = Ref::new(1);
    let [catalog, pages, page, content, info] = std::array::from_fn(|_| next.bump());
    let links: Vec<(Ref, Link)> = links(&xml, &tree).into_iter().map(|link| (next.bump(), link)).collect();
    let mut moved: BTreeMap<Ref, Ref> = BTreeMap::new();
    let picture = picture.renumber(|old| *moved.entry(old).or_insert_with(|| next.bump()));
    let root = moved.get(&root).copied().unwrap_or(root);

    let (width, height) = (tree.size().width() * POINTS, tree.size().height() * POINTS);
    let name = Name(b"Picture");
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(Rect::new(0.0, 0.0, width, height)).parent(pages).contents(content);
    sheet.annotations(links.iter().map(|(at, _)| *at));
    sheet.resources().x_objects().pair(name, root);
    sheet.finish();
    let mut stream = Content::new();
    stream.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(name);
    pdf.stream(content, &stream.finish());
    for (at, link) in &links {
        let mut area = pdf.annotation(*at);
        area.subtype(AnnotationType::Link).rect(link.area).border(0.0, 0.0, 0.0, None);
        area.action().action_type(ActionType::Uri).uri(Str(link.address.as_bytes()));
        area.finish();
    }
    let title = xml.root_element().children().find(|node| node.has_tag_name("title"));
    let mut about = pdf.document_info(info);
    about.producer(TextStr("travaux"));
    if let Some(title) = title.and_then(|node| node.text()) {
        about.title(TextStr(title));
    }
    about.finish();
    pdf.extend(&picture);
    Ok(pdf.finish())
}

/// An area of the page, and where it leads.
struct Link {
    area: Rect,
    address: String,
}

/// Returns the links of an SVG, each as large as the named group around it.
fn links(xml: &roxmltree::Document<'_>, tree: &Tree) -> Vec<Link> {
    let height = tree.size().height();
    let anchors = xml.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "a")));
    anchors
        .filter_map(|anchor| {
            let address = anchor.attribute("href")?;
            let group = anchor.ancestors().find_map(|node| node.attribute("id"))?;
            let drawn = tree.node_by_id(group)?.abs_bounding_box();
            let [left, right] = [drawn.left(), drawn.right()].map(|x| x * POINTS);
            // Paper counts from its foot.
            let [bottom, top] = [drawn.bottom(), drawn.top()].map(|y| (height - y) * POINTS);
            Some(Link { area: Rect::new(left, bottom, right, top), address: address.to_owned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\" width=\"200\" height=\"100\" \
                       font-family=\"'Liberation Sans'\"><title>Of 53/144</title><g id=\"n-A\">\
                       <a href=\"https://docs.un.org/en/A/RES/53/144\"><rect x=\"20\" y=\"10\" width=\"80\" height=\"20\"/>\
                       <text x=\"25\" y=\"25\">53/144</text></a></g><g><text x=\"9\" y=\"90\">x</text></g></svg>";

    #[test]
    fn pages_hold_text() {
        let page = pdf(SVG).expect("a PDF");
        assert!(page.starts_with(b"%PDF-"));
        assert!(page.windows(5).any(|w| w == b"/Font"), "no font in the PDF");
        assert_eq!(page, pdf(SVG).expect("a PDF"));
    }

    #[test]
    fn boxes_lead_where_they_do_in_the_svg() {
        let page = pdf(SVG).expect("a PDF");
        let text = String::from_utf8_lossy(&page);
        assert!(text.contains("(https://docs.un.org/en/A/RES/53/144)"), "{text}");
        // From 20 to 100 and, from the foot of 100, from 70 to 90: three quarters of that on paper.
        assert!(text.contains("/Rect [15 52.5 75 67.5]"), "{text}");
        assert_eq!(text.matches("/Link").count(), 1);
        assert!(text.contains("/Title (Of 53/144)"), "{text}");
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(matches!(pdf(""), Err(DrawError::Svg(_))));
    }
}
