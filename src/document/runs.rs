//! Letters that look alike, run by run, and the line of a sheet that they make: `*italics*`, `[^7]`, `[words](target)`.

/// How the letters of a run look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are raised.
    pub raised: bool,
    /// The link that they belong to, by its number among those of the paragraph.
    pub link: Option<usize>,
}

#[derive(Clone, Debug)]
enum Run {
    Letters(String, Look),
    Mark(u32),
}

/// The runs of one paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    targets: Vec<String>,
    /// Whether the paragraph stands in a table, where a raised letter is the mark of a note below it.
    pub in_table: bool,
}

/// A link with its words is shorter than this, in bytes; of a longer one the words are kept.
const LINK: usize = 900;

/// Letters that are raised behind a number as its ending: `1er`, `27e`, `3rd`, `5a`.
const ENDINGS: [&str; 14] =
    ["st", "nd", "rd", "th", "e", "er", "re", "ère", "ème", "o", "os", "a", "as", "ter"];

impl Runs {
    /// Returns whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        !self.runs.iter().any(|run| match run {
            Run::Letters(text, _) => !text.trim().is_empty(),
            Run::Mark(_) => true,
        })
    }

    /// Notes the target of a link; returns its number.
    pub fn link(&mut self, target: &str) -> usize {
        self.targets.push(target.to_owned());
        self.targets.len() - 1
    }

    /// Appends letters.
    pub fn push(&mut self, text: &str, look: Look) {
        match self.runs.last_mut() {
            Some(Run::Letters(before, same)) if *same == look => before.push_str(text),
            _ => self.runs.push(Run::Letters(text.to_owned(), look)),
        }
    }

    /// Appends the runs of what follows in the same line.
    pub fn append(&mut self, others: Self) {
        let before = self.targets.len();
        self.targets.extend(others.targets);
        for run in others.runs {
            match run {
                Run::Mark(number) => self.mark(number),
                Run::Letters(text, look) => {
                    self.push(&text, Look { link: look.link.map(|link| link + before), ..look });
                }
            }
        }
    }

    /// Appends the mark of a footnote.
    pub fn mark(&mut self, number: u32) {
        self.runs.push(Run::Mark(number));
    }

    /// Returns the line, or the lines where the paragraph breaks them itself.
    pub fn line(&self) -> String {
        let mut out = String::new();
        let mut at = 0;
        while at < self.runs.len() {
            let link = self.link_at(at);
            let behind = at + self.runs[at..].iter().take_while(|run| look(run).link == link).count().max(1);
            let mut words = String::new();
            let mut italic = Vec::new();
            for run in &self.runs[at..behind] {
                match run {
                    Run::Mark(number) => {
                        emphasised(&mut words, &mut italic);
                        words += &format!("[^{number}]");
                    }
                    Run::Letters(text, look) if look.raised => {
                        emphasised(&mut words, &mut italic);
                        let before = if words.is_empty() { out.as_str() } else { words.as_str() };
                        let raised = self.raised(text, before);
                        words += &raised;
                    }
                    Run::Letters(text, look) if look.italic => italic.push(text.as_str()),
                    Run::Letters(text, _) => {
                        emphasised(&mut words, &mut italic);
                        words += text;
                    }
                }
            }
            emphasised(&mut words, &mut italic);
            match link.and_then(|link| self.targets.get(link)).and_then(|target| linked(&words, target)) {
                Some(linked) => out += &linked,
                None => out += &words,
            }
            at = behind;
        }
        let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    fn link_at(&self, at: usize) -> Option<usize> {
        look(&self.runs[at]).link
    }

    /// Returns raised letters as they are typed behind `before`: figures are marks of footnotes, but for exponents of
    /// units; the mark of a note below a table stands apart, lest it be read as part of a symbol.
    fn raised(&self, text: &str, before: &str) -> String {
        let bare = text.trim().trim_matches(['[', ']', '(', ')']);
        let parts = || bare.split([',', ' ', ';']).filter(|part| !part.is_empty());
        let figures = parts().next().is_some()
            && parts().all(|part| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
        let unit = [" m", " km", " cm", "\u{a0}m", "\u{a0}km"].iter().any(|unit| before.ends_with(unit));
        if figures && !unit {
            let marks = parts().filter_map(|part| part.parse::<u32>().ok()).filter(|number| *number > 0);
            return marks.map(|number| format!("[^{number}]")).collect();
        }
        let letters = parts().next().is_some()
            && parts().all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_lowercase()));
        let apart = before.ends_with(|c: char| c.is_alphanumeric() || c == ')')
            && letters
            && (self.in_table || !ENDINGS.contains(&bare));
        if apart { format!(" {}", text.trim_start()) } else { text.to_owned() }
    }
}

fn look(run: &Run) -> Look {
    match run {
        Run::Letters(_, look) => *look,
        Run::Mark(_) => Look::default(),
    }
}

/// Writes the italic letters gathered so far, the stars without blanks inside.
fn emphasised(out: &mut String, italic: &mut Vec<&str>) {
    let all: String = italic.drain(..).collect();
    let words = all.trim();
    if !words.chars().any(char::is_alphanumeric) {
        *out += &all;
        return;
    }
    let from = all.len() - all.trim_start().len();
    *out += &all[..from];
    *out += &format!("*{words}*");
    *out += &all[from + words.len()..];
}

/// Returns words with the target of their link, if they can be told from each other again.
fn linked(words: &str, target: &str) -> Option<String> {
    let inner = words.trim();
    let plain = !inner.is_empty() && !inner.contains(['[', ']']) && !target.trim().is_empty();
    if !plain || words.len() + target.len() > LINK {
        return None;
    }
    let from = words.len() - words.trim_start().len();
    let mut address = String::with_capacity(target.len());
    for c in target.trim().chars() {
        match c {
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            c if c.is_whitespace() || c.is_control() => address.push_str("%20"),
            c => address.push(c),
        }
    }
    let inner_line = inner.replace('\n', " ");
    Some(format!("{}[{inner_line}]({address}){}", &words[..from], &words[from + inner.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { italic: false, raised: false, link: None };
    const ITALIC: Look = Look { italic: true, ..PLAIN };
    const RAISED: Look = Look { raised: true, ..PLAIN };

    fn check(runs: &[(&str, Look)], expected: &str) {
        let mut all = Runs::default();
        all.link("https://undocs.org/A/RES/53/144");
        for (text, look) in runs {
            all.push(text, *look);
        }
        assert_eq!(all.line(), expected);
    }

    #[test]
    fn stars_stand_at_words() {
        check(&[("Recalling ", ITALIC), ("its resolution", PLAIN)], "*Recalling* its resolution");
        check(&[("(", PLAIN), ("a", ITALIC), (") To rest", PLAIN)], "(*a*) To rest");
        check(&[("lakes", PLAIN), (", ", ITALIC), ("rivers", PLAIN)], "lakes, rivers");
    }

    #[test]
    fn raised_figures_are_marks() {
        check(&[("the Covenant,", PLAIN), ("12", RAISED), (" and", PLAIN)], "the Covenant,[^12] and");
        check(&[("the Covenant", PLAIN), ("1, 2", RAISED)], "the Covenant[^1][^2]");
        check(&[("an area of 3 km", PLAIN), ("2", RAISED)], "an area of 3 km2");
        check(&[("A/80/901", PLAIN), ("b", RAISED)], "A/80/901 b");
        check(&[("the 3", PLAIN), ("rd", RAISED), (" lake", PLAIN)], "the 3rd lake");
        check(&[("la 27", PLAIN), ("e", RAISED), (" séance", PLAIN)], "la 27e séance");
    }

    #[test]
    fn links_keep_their_target() {
        let link = Look { link: Some(0), ..PLAIN };
        check(
            &[("see ", PLAIN), ("53", link), ("/144 ", Look { italic: true, ..link }), ("of", PLAIN)],
            "see [53*/144*](https://undocs.org/A/RES/53/144) of",
        );
        check(&[("[1]", link), (" of", PLAIN)], "[1] of");
        check(&[("see ", PLAIN), (" ", link), ("of", PLAIN)], "see  of");
    }
}
