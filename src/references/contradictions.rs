//! What contradicts the number of a resolution: its year, its session, its date, or the citing document's own date;
//! and what was probably meant.
//!
//! The document says what it says: a contradiction takes no reference away, it is told beside it.

use crate::authority::{Authority, Body, Number, ocr, roman_value};
use crate::model::{Date, Document, Id, Warning};

/// A number with what is to be held against it.
pub(super) struct Claim<'a> {
    /// The body to which the number is given.
    pub body: &'a Body,
    pub number: &'a Number,
    pub decision: bool,
    /// The date printed with the number.
    pub date: Option<Date>,
    /// When the citing document was adopted.
    pub citing: Option<Date>,
}

/// Returns what contradicts a number, the strongest first, if anything does.
pub(super) fn of(claim: &Claim<'_>, authority: &Authority) -> Option<Warning> {
    let told = |code: &str, explanation: String, suggestion: Option<Id>| {
        Some(Warning { code: code.to_owned(), explanation, suggestion })
    };
    let (body, date) = (&claim.body.name, claim.date);
    if !period_agrees(claim, authority) {
        let known = authority.running_numbers.period(&claim.body.id, claim.number.ordinal());
        let explanation = match known {
            Some(period) => {
                format!("number {} of the {body} falls into {}", claim.number.ordinal(), period.name)
            }
            None => {
                format!("number {} of the {body} does not fall into that session", claim.number.ordinal())
            }
        };
        return told(Warning::DATE_MISMATCH, explanation, of_period(claim, authority));
    }
    if let Some((years, date)) =
        years(claim).zip(date).filter(|((a, b), date)| !(*a..=*b).contains(&date.year()))
    {
        let (first, last) = years;
        let when = if first == last { first.to_string() } else { format!("{first} or {last}") };
        let explanation = format!("{} of the {body} is of {when}, the text prints {date}", claim.number);
        return told(Warning::DATE_MISMATCH, explanation, of_date(claim, date, authority));
    }
    if let Some(date) = date
        && let Some(meant) = lost_digit(claim, date, authority)
    {
        let explanation = format!("{date} is the date of {meant}");
        return told(Warning::DATE_MISMATCH, explanation, Some(meant));
    }
    if let Some((year, citing)) = future(claim) {
        let explanation = format!("{} is of {year}, the citing document of {citing}", claim.number);
        return told(Warning::CITES_THE_FUTURE, explanation, None);
    }
    None
}

/// Returns whether a running number can be of its year or session. No table, no contradiction.
pub(super) fn period_agrees(claim: &Claim<'_>, authority: &Authority) -> bool {
    let printed;
    let period = match claim.number {
        Number::Running { year, .. } => {
            printed = year.to_string();
            &printed
        }
        Number::Roman { session, .. } if !claim.decision => session,
        _ => return true,
    };
    authority.running_numbers.agree(&claim.body.id, claim.number.ordinal(), period) != Some(false)
}

/// Returns whether the printed date lies in the session or year of the number.
pub(super) fn date_agrees(claim: &Claim<'_>) -> bool {
    years(claim).zip(claim.date).is_none_or(|((first, last), date)| (first..=last).contains(&date.year()))
}

/// Returns the year of a number that belongs to a session or year after the citing document, with that document's.
pub(super) fn future(claim: &Claim<'_>) -> Option<(u16, u16)> {
    let citing = claim.citing?.year();
    let year = claim.date.map(Date::year).or(years(claim).map(|(first, _)| first))?;
    (year > citing).then_some((year, citing))
}

/// Returns when a document was adopted, as far as its own number lets it: a date that was read elsewhere on the page
/// gives way, and without any date the last year of the session counts.
pub(super) fn citing_date(document: &Document, authority: &Authority) -> Option<Date> {
    let date = document.date();
    let Some((body, number, decision)) = numbered(document.id.as_str(), authority) else { return date };
    let claim = Claim { body, number: &number, decision, date, citing: None };
    let read = date.filter(|_| date_agrees(&claim) || !period_agrees(&claim, authority));
    read.or_else(|| end(&claim).map(Date::of_year)).or(date)
}

/// Returns the last year in which a document can have been adopted by its own number.
pub(super) fn last_year(document: &Document, authority: &Authority) -> Option<u16> {
    let (body, number, decision) = numbered(document.id.as_str(), authority)?;
    end(&Claim { body, number: &number, decision, date: None, citing: None })
}

/// Returns the last year of the session of a number, if the session has ended.
fn end(claim: &Claim<'_>) -> Option<u16> {
    years(claim).map(|(_, last)| last).filter(|last| *last < u16::MAX)
}

/// Takes the symbol of a resolution or decision apart: whose it is, its number, and whether it is a decision.
pub(super) fn numbered<'a>(symbol: &str, authority: &'a Authority) -> Option<(&'a Body, Number, bool)> {
    let body = authority.bodies.of_symbol(symbol)?;
    let behind = |prefix: &Option<String>| {
        let number: Number = symbol.strip_prefix(prefix.as_deref()?)?.parse().ok()?;
        body.may_number(&number).then_some(number)
    };
    let resolution = behind(&body.resolution_prefix).map(|number| (body, number, false));
    resolution.or_else(|| behind(&body.decision_prefix).map(|number| (body, number, true)))
}

/// Returns the symbol of a number of a body.
pub(super) fn symbol(body: &Body, number: &Number, decision: bool) -> Option<Id> {
    body.symbol(number, decision).map(Id::from)
}

/// Returns the first and last year of the session, or the year, of a number.
fn years(claim: &Claim<'_>) -> Option<(u16, u16)> {
    match claim.number {
        Number::Session { session, .. } => {
            claim.body.years_of_session(*session).map(|years| (*years.start(), *years.end()))
        }
        Number::Year { year, .. } | Number::Running { year, .. } => Some((*year, *year)),
        Number::Roman { session, .. } => {
            let years = claim.body.years_around_session(roman_value(session)?)?;
            Some((*years.start(), *years.end()))
        }
        Number::Special { kind, session, .. } => {
            let years = claim.body.years_of_special(kind, *session)?;
            Some((*years.start(), *years.end()))
        }
    }
}

/// Returns what a running number with the year or session of another one probably means. Where year and date agree,
/// the number is wrong: one digit away from it there is one number of that year. Else the year is.
fn of_period(claim: &Claim<'_>, authority: &Authority) -> Option<Id> {
    let suggest = |number: &Number| symbol(claim.body, number, claim.decision);
    let numbers = &authority.running_numbers;
    match claim.number {
        Number::Running { number, year } if claim.date.is_some_and(|d| d.year() == *year) => {
            let name = year.to_string();
            let period = numbers.of(&claim.body.id).iter().find(|p| p.name == name)?;
            let mut near =
                (period.first..=period.last?).filter(|n| one_slip(&n.to_string(), &number.to_string()));
            let number = near.next().filter(|_| near.next().is_none())?;
            suggest(&Number::Running { number, year: *year })
        }
        Number::Running { number, .. } => {
            let year = numbers.period(&claim.body.id, *number)?.name.parse().ok()?;
            suggest(&Number::Running { number: *number, year })
        }
        Number::Roman { number, session, part } => {
            let printed = format!("({session})");
            let of_session = authority.instruments.iter().filter(|i| i.id.as_str().contains(&printed));
            let known = of_session.filter_map(|i| {
                let (body, known, false) = self::numbered(i.id.document(), authority)? else { return None };
                let Number::Roman { number: other, session: s, .. } = &known else { return None };
                let slip = body.id == claim.body.id && s == session;
                (slip && lost(&number.to_string(), &other.to_string())).then(|| Id::new(i.id.document()))
            });
            let session = || numbers.period(&claim.body.id, *number).map(|p| p.name.clone());
            known.min().or_else(|| {
                suggest(&Number::Roman { number: *number, session: session()?, part: part.clone() })
            })
        }
        Number::Session { .. } | Number::Special { .. } | Number::Year { .. } => None,
    }
}

/// Returns what a number with a date of another session or year probably means: the number that is known by that
/// date, or itself where it is known by that day of another year, or the same number in the session of the date where
/// one digit makes the difference.
fn of_date(claim: &Claim<'_>, date: Date, authority: &Authority) -> Option<Id> {
    let own = symbol(claim.body, claim.number, claim.decision)?;
    let day = |d: Date| (d.month(), d.day());
    if date.day().is_some() {
        let mut known = authority.instruments.of_document(own.as_str());
        if known.any(|i| i.adopted.is_some_and(|adopted| day(adopted) == day(date))) {
            return Some(own);
        }
        let of_day = authority.instruments.adopted_on(date).map(|i| i.id.document());
        if let Some(document) = of_day.filter(|document| one_slip(document, own.as_str())).min() {
            return Some(Id::new(document));
        }
    }
    let number = match claim.number {
        Number::Session { session, number, part } => {
            let fits = |s: &u16| {
                claim.body.years_of_session(*s).is_some_and(|years| {
                    // A session that goes on into the next year adopts most of its texts before.
                    let opens = *years.start() == date.year() && date.month().is_none_or(|m| m >= 9);
                    opens || (*years.end() == date.year() && date.month().is_some_and(|m| m < 9))
                })
            };
            let mut near = (1..=200u16).filter(|s| fits(s) && one_slip(&s.to_string(), &session.to_string()));
            let session = near.next().filter(|_| near.next().is_none())?;
            Number::Session { session, number: *number, part: part.clone() }
        }
        Number::Year { year, number, part } => one_slip(&year.to_string(), &date.year().to_string())
            .then(|| Number::Year { year: date.year(), number: *number, part: part.clone() })?,
        // Number and year agree: the date is wrong.
        Number::Running { .. } => claim.number.clone(),
        Number::Roman { .. } | Number::Special { .. } => return None,
    };
    if !claim.body.may_number(&number) {
        return None;
    }
    symbol(claim.body, &number, claim.decision)
}

/// Returns the well-known text of a date whose number is the printed one with a digit more or less: `53/44 of
/// 9 December 1998`. A digit that is another says nothing, for a day has many numbers; they all have the same length.
fn lost_digit(claim: &Claim<'_>, date: Date, authority: &Authority) -> Option<Id> {
    date.day()?;
    let mut of_date = authority.instruments.adopted_on(date).peekable();
    of_date.peek()?;
    let own = symbol(claim.body, claim.number, claim.decision)?;
    if authority.instruments.has_document(own.as_str()) {
        return None;
    }
    let meant = of_date.map(|i| i.id.document()).filter(|document| lost(document, own.as_str()));
    meant.min().map(Id::new)
}

/// Returns whether one text is the other with one digit more.
pub(super) fn lost(a: &str, b: &str) -> bool {
    ocr::one_more(a, b, |c| c.is_ascii_digit())
}

/// Returns whether one slip of the pen makes one text of the other: a digit lost, doubled or put for another, or two
/// digits in the wrong order.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return lost(a, b);
    }
    let differs: Vec<usize> = (0..a.len()).filter(|at| a.as_bytes()[*at] != b.as_bytes()[*at]).collect();
    let digits =
        differs.iter().all(|at| a.as_bytes()[*at].is_ascii_digit() && b.as_bytes()[*at].is_ascii_digit());
    let bytes = |text: &str, at: usize| text.as_bytes()[at];
    digits
        && match differs[..] {
            [_] => true,
            [x, y] => x + 1 == y && bytes(a, x) == bytes(b, y) && bytes(a, y) == bytes(b, x),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BodyId;

    fn check(body: &str, number: &str, date: &str, citing: u16, expected: Option<(&str, Option<&str>)>) {
        let authority = Authority::embedded();
        let number: Number = number.parse().expect("a number");
        let claim = Claim {
            body: authority.bodies.get(&BodyId::new(body)).expect("a body"),
            number: &number,
            decision: false,
            date: date.parse().ok(),
            citing: Some(Date::of_year(citing)),
        };
        let found = of(&claim, authority);
        let found =
            found.as_ref().map(|w| (w.code.as_str(), w.suggestion.as_ref().map(|id| id.as_str().to_owned())));
        let expected = expected.map(|(code, meant)| (code, meant.map(str::to_owned)));
        assert_eq!(found, expected, "{body} {number} of {date}");
    }

    #[test]
    fn year_and_number_of_the_council_prove_each_other() {
        let mismatch = |meant| Some((Warning::DATE_MISMATCH, meant));
        check("SC", "1325 (2000)", "2000-10-31", 2010, None);
        check("SC", "1325 (2001)", "", 2010, mismatch(Some("S/RES/1325(2000)")));
        check("SC", "274 (1959)", "1969-12-11", 1970, mismatch(Some("S/RES/274(1969)")));
        // The date stands by the year: the number is wrong, and one number of 2000 is a slip away.
        check("SC", "1385 (2000)", "2000-10-31", 2010, mismatch(None));
        check("SC", "325 (2000)", "2000-10-31", 2010, mismatch(Some("S/RES/1325(2000)")));
        check("SC", "1325 (2000)", "2001-10-31", 2010, mismatch(Some("S/RES/1325(2000)")));
        check("SC", "75 (1950)", "", 1960, mismatch(Some("S/RES/75(1949)")));
    }

    #[test]
    fn dates_lie_in_the_session_of_the_number() {
        let mismatch = |meant| Some((Warning::DATE_MISMATCH, meant));
        check("GA", "53/144", "1998-12-09", 2002, None);
        check("GA", "53/44", "1998-12-09", 2002, mismatch(Some("A/RES/53/144")));
        check("GA", "53/144", "1988-12-09", 2002, mismatch(Some("A/RES/53/144")));
        check("GA", "54/144", "1998-12-09", 2002, mismatch(Some("A/RES/53/144")));
        check("GA", "57/209", "1992-12-18", 2003, mismatch(Some("A/RES/47/209")));
        check("GA", "64/161", "1998-12-09", 2012, mismatch(None));
        check("ECOSOC", "1996/30", "1997-07-21", 2003, mismatch(Some("E/RES/1997/30")));
        check("ECOSOC", "1996/31", "1997-07-25", 2003, mismatch(Some("E/RES/1996/31")));
        check("GA", "514 (XV)", "", 2003, mismatch(Some("A/RES/1514(XV)")));
        check("GA", "3274 (XXIV)", "", 2003, mismatch(Some("A/RES/3274(XXIX)")));
        check("GA", "2200 A (XXI)", "", 2003, None);
    }

    #[test]
    fn what_is_not_adopted_yet_cannot_be_cited() {
        check("GA", "72/6", "", 2016, Some((Warning::CITES_THE_FUTURE, None)));
        check("GA", "72/6", "", 2017, None);
        check("GA", "72/6", "", 2018, None);
    }

    #[test]
    fn slips_of_the_pen() {
        let check = |a: &str, b: &str, slip: bool, digit: bool| {
            assert_eq!((one_slip(a, b), lost(a, b)), (slip, digit), "{a} {b}");
        };
        check("53/44", "53/144", true, true);
        check("53/144", "54/144", true, false);
        check("1325", "1235", true, false);
        check("1325", "1325", false, false);
        check("1325", "5321", false, false);
        check("A/RES/53/1", "S/RES/53/1", false, false);
    }
}
