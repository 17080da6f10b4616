//! The signatory list of a real letter, and lists damaged at random, against what is known of them.

use travaux::authority::organisations::{self, Organisation};
use travaux::document::signatory_list;
use travaux::eval::signatories::{GoldSignatory, SignatoryReport, compare};
use travaux::model::{Signature, Span, Text};
use travaux::references::signatories::{Gazetteer, segment};

/// The letter whose reading is measured; rows that it alone supports do not count as known.
const MEASURED: &str = "LETTER:HRD-NGO-2015-12-09";

/// Returns the lines of a text with their places in it.
fn lines(text: &str) -> Vec<Text> {
    text.lines()
        .map(|line| {
            let mut out = Text::new();
            out.push(line, line.as_ptr() as usize - text.as_ptr() as usize);
            out
        })
        .collect()
}

fn signatories(text: &str, gazetteer: &Gazetteer) -> Vec<Signature> {
    let lines = lines(text);
    let printed: Vec<&str> = lines.iter().map(Text::as_str).collect();
    let range = signatory_list::find(&printed).expect("the page has a signatory list");
    let found = segment(&lines[range.clone()], gazetteer);
    check_complete(&found, &lines[range], text);
    found
}

/// Every character of the lines is used once, in order, and the spans give back the printed words.
fn check_complete(found: &[Signature], lines: &[Text], text: &str) {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '⏎').collect::<String>();
    let printed: String = lines.iter().map(|l| solid(l.as_str())).collect();
    let read: String = found.iter().map(|s| solid(&s.as_printed)).collect();
    assert_eq!(read, printed);
    for signature in found {
        let Span { start, end } = signature.span;
        assert_eq!(solid(&text[start..end]), solid(&signature.as_printed));
    }
}

fn measure(gazetteer: &Gazetteer) -> Option<(Vec<Signature>, SignatoryReport)> {
    let corpus = crate::corpus::folder("signatories")?;
    let page = std::fs::read_to_string(corpus.join("seeds/003_c51f51284cd4e140.txt")).unwrap();
    let gold = std::fs::read_to_string(corpus.join("gold/signatories.tsv")).unwrap();
    let found = signatories(&page, gazetteer);
    let report = compare(&found, &GoldSignatory::read(&gold).unwrap());
    println!("{report}{report:#?}");
    Some((found, report))
}

#[test]
fn the_letter_is_read_with_names_known_from_other_documents() {
    let gazetteer = Gazetteer::of(organisations::embedded(), Some(MEASURED));
    let Some((found, report)) = measure(&gazetteer) else { return };
    assert_eq!(report.exact.all, 172);
    assert_eq!(found.len(), 172);
    assert_eq!(report.undamaged.right, report.undamaged.all);
    assert!(report.damaged.right * 10 >= report.damaged.all * 9, "{}", report.damaged);
    assert!(report.invented.is_empty(), "{:?}", report.invented);
}

#[test]
fn the_letter_is_read_without_known_names() {
    let gazetteer = Gazetteer::of(organisations::embedded(), Some(MEASURED)).without_names();
    let Some((_, report)) = measure(&gazetteer) else { return };
    assert_eq!(report.undamaged.right, report.undamaged.all);
    assert!(report.damaged.right * 10 >= report.damaged.all * 9, "{}", report.damaged);
    assert!(report.invented.is_empty(), "{:?}", report.invented);
}

/// A small generator of random numbers (Knuth's MMIX), so that every run damages alike.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.roll(100) < chance
    }
}

/// Runs names of a sorted list together and tears their first words off, as a paste from a narrow page does.
/// Returns the lines and what should be read from them.
fn damage(names: &[&str], (merge, tear): (usize, usize), dice: &mut Dice) -> (String, Vec<GoldSignatory>) {
    let mut page = String::new();
    let mut gold: Vec<GoldSignatory> = Vec::new();
    let (mut line_of_last, mut line) = (0, 0);
    let mut torn = false;
    for (i, name) in names.iter().enumerate() {
        let words: Vec<&str> = name.split_whitespace().collect();
        // A torn name is often followed by another: the whole column has shifted by a word.
        let tears = i > 0 && words.len() > 2 && dice.percent(if torn { 10 * tear } else { tear });
        let merges = i > 0 && !tears && dice.percent(merge);
        torn = tears;
        let mut printed = words.join(" ");
        if tears {
            let head = 1 + dice.roll(2.min(words.len() - 2));
            page.push_str(&format!(" {}\n\n{}", words[..head].join(" "), words[head..].join(" ")));
            printed = format!("{} ⏎ {}", words[..head].join(" "), words[head..].join(" "));
            line += 1;
        } else if merges {
            page.push_str(&format!(" {printed}"));
        } else {
            page.push_str(if i > 0 { "\n\n" } else { "" });
            page.push_str(&printed);
            line += usize::from(i > 0);
        }
        if (tears || merges)
            && let Some(last) = gold.last_mut()
        {
            last.damage = "merged".to_owned();
        }
        let damage = match (tears, merges) {
            (true, _) => "merged;split",
            (false, true) => "merged",
            (false, false) => "",
        };
        gold.push(GoldSignatory {
            canonical_name: (*name).to_owned(),
            as_printed: printed,
            certainty: "certain".to_owned(),
            acronym: String::new(),
            damage: damage.to_owned(),
        });
        line_of_last = line.max(line_of_last);
    }
    (page, gold)
}

/// Sums the reports of lists made of names that the gazetteer has never seen.
fn measure_damaged(
    unseen: &[&str],
    gazetteer: &Gazetteer,
    lists: u64,
    length: usize,
    rates: (usize, usize),
) -> SignatoryReport {
    let mut sum = SignatoryReport::default();
    for seed in 1..=lists {
        let mut dice = Dice(seed);
        let mut names: Vec<&str> = Vec::new();
        while names.len() < length {
            let name = unseen[dice.roll(unseen.len())];
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.sort_by_key(|n| {
            n.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>()
        });
        let (page, gold) = damage(&names, rates, &mut dice);
        let lines = lines(&page);
        let found = segment(&lines, gazetteer);
        check_complete(&found, &lines, &page);
        let report = compare(&found, &gold);
        for (total, share) in [
            (&mut sum.exact, report.exact),
            (&mut sum.undamaged, report.undamaged),
            (&mut sum.damaged, report.damaged),
        ] {
            total.right += share.right;
            total.all += share.all;
        }
        sum.invented.extend(report.invented);
        sum.left_open.extend(report.left_open);
        sum.missed.extend(report.missed);
    }
    sum
}

/// Names unknown to the gazetteer, run together and torn apart at random. Every second name of the table teaches the
/// words, the others are read; the numbers asserted lie a little below those measured.
#[test]
fn damaged_lists_of_unseen_names_are_read() {
    let (taught, unseen): (Vec<_>, Vec<_>) =
        organisations::embedded().iter().enumerate().partition(|(i, _)| i % 2 == 0);
    let taught: Vec<Organisation> = taught.into_iter().map(|(_, o)| o.clone()).collect();
    let unseen: Vec<&str> = unseen.iter().map(|(_, o)| o.name.as_str()).collect();
    let gazetteer = Gazetteer::of(&taught, None);
    let check = |(merge, tear), undamaged: usize, damaged: usize, invented: usize| {
        let report = measure_damaged(&unseen, &gazetteer, 2, 150, (merge, tear));
        println!("{merge} % merged, {tear} % torn\n{report}");
        assert!(report.undamaged.right * 1000 >= report.undamaged.all * undamaged, "{report}");
        assert!(report.damaged.right * 100 >= report.damaged.all * damaged, "{report}");
        assert!(report.invented.len() * 100 <= report.exact.all * invented, "{:?}", report.invented);
    };
    check((0, 0), 990, 0, 2);
    check((10, 1), 980, 84, 3);
    check((20, 4), 980, 85, 4);
    check((35, 5), 980, 85, 4);
}

/// No resolution has signatories: the finder of lists must stay silent on them.
#[test]
fn resolutions_have_no_signatory_list() {
    let Some(corpus) = crate::corpus::folder("signatories") else { return };
    let mut read = 0;
    for folder in ["corpus/hrd", "corpus/sc", "corpus/mandates/txt"] {
        let Ok(files) = std::fs::read_dir(corpus.join(folder)) else { continue };
        for file in files {
            let path = file.unwrap().path();
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            let lines: Vec<&str> = text.lines().collect();
            let found = signatory_list::find(&lines);
            assert_eq!(found, None, "{}: {:#?}", path.display(), found.clone().map(|range| &lines[range]));
            read += 1;
        }
    }
    println!("{read} documents without signatories");
}
