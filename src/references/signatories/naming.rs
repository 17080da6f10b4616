//! Tells name, acronym, other names, location and clause of one entry apart.

use crate::authority::list_words::{ListWords, WordRole};
use crate::authority::places::{PlaceKind, Places};

use super::acronym;
use super::gazetteer::Gazetteer;
use super::token::{Shape, Token};

/// The parts of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The usual name.
    pub name: String,
    /// The acronym.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The country or city.
    pub location: Option<String>,
    /// Whether the entry is an organisation.
    pub organisation: bool,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// Names an entry.
pub fn name(words: &[Token], gazetteer: &Gazetteer) -> Naming {
    let mut naming = Naming { organisation: !is_person(words), ..Naming::default() };
    let bullets = words.iter().take_while(|t| t.bullet).count();
    let words = &words[bullets.min(words.len() - 1)..];
    let mut text = spaced(words);
    cut_clause(&mut text, &mut naming);
    while cut_bracket(&mut text, &mut naming) {}
    cut_closing_acronym(&mut text, words, &mut naming);
    let with_place = text.clone();
    cut_place(&mut text, &mut naming);
    if text != with_place && gazetteer.name(&with_place).is_some() {
        text = with_place;
    }
    cut_suffix(&mut text);
    cut_opening_acronym(&mut text, words, &mut naming);
    naming.name = text;
    naming
}

/// Returns the clean words with the blanks that hyphens and commas should have.
fn spaced(words: &[Token]) -> String {
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        match word.clean.strip_prefix(['-', '–', '—']) {
            Some(rest) if i > 0 && rest.starts_with(char::is_alphabetic) => {
                out.push_str("- ");
                out.push_str(rest);
            }
            _ => out.push_str(&word.clean),
        }
    }
    // `A,B` lost its blank; numbers such as `1,000` did not.
    let mut spaced = String::with_capacity(out.len());
    let mut characters = out.chars().peekable();
    while let Some(c) = characters.next() {
        spaced.push(c);
        if c == ',' && characters.peek().is_some_and(|n| n.is_alphabetic()) {
            spaced.push(' ');
        }
    }
    spaced
}

/// Returns whether every part of an entry only says what a person does.
fn is_person(words: &[Token]) -> bool {
    let lists = ListWords::embedded();
    words.split(|t| t.clean == "/" || t.clean == "&" || t.clean == "and").all(|part| {
        part.len() <= 4
            && part.last().is_some_and(|t| lists.is(WordRole::Person, &t.bare().to_lowercase()))
            && !part.iter().any(|t| t.function || t.opening == Shape::Capitals)
    })
}

fn cut_clause(text: &mut String, naming: &mut Naming) {
    let small = text.to_lowercase();
    // Positions in the small text hold for the text only where no letter changed its length.
    if small.len() != text.len() {
        return;
    }
    let clauses = ListWords::embedded().phrases(WordRole::Clause);
    let Some(at) = clauses.filter_map(|c| small.find(c)).filter(|at| *at > 0).min() else { return };
    naming.notes.push(format!("signs {}", &text[at..]));
    text.truncate(at);
    trim_end(text);
    if is_one_word_of_capitals(text) {
        naming.acronym = Some(text.clone());
    }
}

/// Cuts brackets at the end of the text; returns whether it found some.
fn cut_bracket(text: &mut String, naming: &mut Naming) -> bool {
    let Some(open) = text.rfind('(').filter(|at| *at > 0 && text.ends_with(')')) else { return false };
    let inner = text[open + 1..text.len() - 1].trim().to_owned();
    let head = text[..open].trim_end().to_owned();
    let lists = ListWords::embedded();
    let former = lists
        .phrases(WordRole::Former)
        .filter_map(|f| inner.to_lowercase().starts_with(&format!("{f} ")).then_some(f.len()))
        .max();
    if is_acronym(&inner) {
        naming.acronym.get_or_insert(inner);
    } else if let Some(from) = former {
        naming.aliases.insert(0, inner[from..].trim().to_owned());
    } else if let Some(place) = place_of(&inner) {
        naming.location.get_or_insert(place);
    } else if is_one_word_of_capitals(&head) {
        // The brackets expand the name itself: the usual name is both together.
        naming.acronym.get_or_insert(head);
        naming.aliases.insert(0, inner);
        return false;
    } else {
        naming.aliases.insert(0, inner);
    }
    *text = head;
    trim_end(text);
    true
}

/// Cuts an acronym that stands after the name without brackets.
fn cut_closing_acronym(text: &mut String, words: &[Token], naming: &mut Naming) {
    let Some((head, last)) = text.rsplit_once(' ') else { return };
    let Some(at) = words.iter().rposition(|t| t.clean == last).filter(|at| *at > 1) else { return };
    let before = &words[at - 1];
    if before.function || !acronym::closes(&words[..at], &words[at]) {
        return;
    }
    naming.acronym.get_or_insert(last.to_owned());
    *text = head.to_owned();
    trim_end(text);
}

/// Cuts a place after a comma or hyphen or in the form of a code, and notes a place that closes the name.
fn cut_place(text: &mut String, naming: &mut Naming) {
    if let Some((head, tail)) = text.rsplit_once(", ")
        && let Some(place) = place_of(tail)
    {
        naming.location.get_or_insert(place);
        *text = head.to_owned();
        trim_end(text);
    } else if let Some((_, place)) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| text.rsplit_once(dash))
        .filter(|(_, p)| place_of(p).is_some())
    {
        // Branches are usually named with their place (`River Friends - Peru`), so the name keeps it.
        naming.location = naming.location.take().or_else(|| place_of(place));
    } else if let Some((head, place)) = text.split_once('-').filter(|(h, _)| !h.contains(' '))
        && let Some(place) = place_of(place)
    {
        naming.acronym.get_or_insert(head.to_owned());
        naming.location.get_or_insert(place);
        *text = head.to_owned();
    } else if let Some((head, code)) = text.rsplit_once(' ')
        && let Some(place) = Places::embedded().get(code).filter(|p| p.kind == PlaceKind::Code)
        && !ends_in_function_word(head)
    {
        naming.location.get_or_insert(place.country.clone());
        *text = head.to_owned();
        trim_end(text);
    } else if naming.location.is_none() {
        naming.location = closing_country(text);
    }
}

/// Returns the country whose name closes a name (`Friends of Peru`, `Lake Action Peru`).
fn closing_country(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let from = (1..words.len()).find(|from| {
        let place = Places::embedded().get(&words[*from..].join(" "));
        place.is_some_and(|p| p.kind == PlaceKind::Country)
    })?;
    let before = words[from - 1].to_lowercase();
    let lists = ListWords::embedded();
    (before == "of" || !lists.is(WordRole::Function, &before)).then(|| words[from..].join(" "))
}

fn ends_in_function_word(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text).to_lowercase();
    ListWords::embedded().is(WordRole::Function, &last)
}

/// Returns the place that a text names and nothing else; several are parted by `/`.
fn place_of(text: &str) -> Option<String> {
    let places = Places::embedded();
    let all_places = text.split('/').all(|part| {
        places.get(part.trim()).is_some_and(|p| p.kind == PlaceKind::Country || p.kind == PlaceKind::City)
    });
    if !all_places || text.is_empty() {
        return None;
    }
    // Short forms in capitals (`UK`) are written out.
    let short = text.chars().all(char::is_uppercase);
    Some(if short { places.get(text)?.country.clone() } else { text.to_owned() })
}

/// Cuts a word such as *NGO* that is tied to the name by a hyphen.
fn cut_suffix(text: &mut String) {
    if let Some((head, tail)) = text.rsplit_once('-')
        && head.contains(' ')
        && !head.ends_with(' ')
        && ListWords::embedded().is(WordRole::Suffix, &tail.to_lowercase())
    {
        *text = head.to_owned();
    }
}

/// Notes an acronym before the name, and cuts it where no sign parts the two.
fn cut_opening_acronym(text: &mut String, words: &[Token], naming: &mut Naming) {
    let Some((first, rest)) = text.split_once(' ') else { return };
    if words[0].clean == first && acronym::opens(words) && rest.starts_with(char::is_alphanumeric) {
        naming.acronym.get_or_insert(first.to_owned());
        *text = rest.to_owned();
        return;
    }
    let parted = first.ends_with(',') || rest.starts_with(['-', '–', '—', ':']);
    let word = first.trim_end_matches(',');
    let more = rest.trim_start_matches(['-', '–', '—', ':', ' ']);
    if parted && !word.is_empty() && place_of(more).is_none() {
        naming.acronym.get_or_insert(word.to_owned());
    }
}

/// Returns whether a text in brackets is an acronym: one word with two capitals or more.
fn is_acronym(text: &str) -> bool {
    !text.contains(' ') && text.chars().filter(|c| c.is_uppercase()).count() >= 2 && place_of(text).is_none()
}

fn is_one_word_of_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    !text.contains(' ') && letters().count() >= 2 && letters().all(char::is_uppercase)
}

fn trim_end(text: &mut String) {
    let end = text.trim_end_matches([' ', ',', '-', '–', '—', ';', ':']).len();
    text.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::references::signatories::token::tokens;

    fn named(line: &str) -> Naming {
        let mut text = Text::new();
        text.push(line, 0);
        name(&tokens(std::slice::from_ref(&text)), Gazetteer::embedded())
    }

    /// `name | acronym | alias | location`, where a dash stands for none.
    fn check(line: &str, expected: &str) {
        let naming = named(line);
        let or_dash = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
        let found = [
            naming.name,
            or_dash(naming.acronym),
            or_dash(naming.aliases.first().cloned()),
            or_dash(naming.location),
        ];
        assert_eq!(found.join(" | "), expected, "{line}");
    }

    #[test]
    fn brackets_hold_acronyms_former_names_and_places() {
        check("Friends of the Lakes (FOTL)", "Friends of the Lakes | FOTL | - | -");
        check("Lake Forum (formerly Pond Forum)", "Lake Forum | - | Pond Forum | -");
        check("Lake Forum (Seeforum der Alpen)", "Lake Forum | - | Seeforum der Alpen | -");
        check("Lake Forum (Kenya)", "Lake Forum | - | - | Kenya");
        check("POND (Ponds Now)", "POND (Ponds Now) | POND | Ponds Now | -");
    }

    #[test]
    fn acronyms_stand_without_brackets_as_well() {
        check("Hill and Lake Network, HLN", "Hill and Lake Network | HLN | - | -");
        check("Unión de los Ríos -\u{2010} UR", "Unión de los Ríos | UR | - | -");
        check("POFO Pond Forum", "Pond Forum | POFO | - | -");
        check(
            "Pondera, Association of Pond Friends",
            "Pondera, Association of Pond Friends | Pondera | - | -",
        );
        check("Society for the Study of IHRL", "Society for the Study of IHRL | - | - | -");
    }

    #[test]
    fn places_are_told_from_names() {
        check("Lake Council, Ghana/South Sudan", "Lake Council | - | - | Ghana/South Sudan");
        check("Lake Alert -\u{2010}Nepal", "Lake Alert - Nepal | - | - | Nepal");
        check("LaKo-\u{2010}South Sudan", "LaKo | LaKo | - | South Sudan");
        check("Lake Council of Peru", "Lake Council of Peru | - | - | Peru");
        check("Campaign for Lakes in Peru", "Campaign for Lakes in Peru | - | - | -");
        check("Consorcio de los Ríos PE", "Consorcio de los Ríos | - | - | Peru");
        check("Lake foundation-\u{2010}NGO,Nepal", "Lake foundation | - | - | Nepal");
    }

    #[test]
    fn clauses_are_no_names() {
        check("POND, within the framework of the Lake Observatory", "POND | POND | - | -");
        check("Lake Forum (LF) - on behalf of the Lake Union", "Lake Forum | LF | - | -");
    }

    #[test]
    fn persons_are_no_organisations() {
        assert!(!named("Independent Lawyer / Lake Activist").organisation);
        assert!(named("Lake Lawyers").organisation);
        assert!(named("Movement of the Lake Activist").organisation);
    }
}
