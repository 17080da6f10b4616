//! The likely year of a document from its symbol.

use crate::authority::{Authority, Body, roman_value};

/// Returns the year that a symbol prints (`S/RES/1325(2000)`, `E/CN.4/2002/106`), or the year in which the session that
/// it names opened (`A/57/385`, `A/RES/217(III)A`).
pub(super) fn likely_year(id: &str, authority: &Authority) -> Option<u16> {
    let symbol = id.split('#').next().unwrap_or(id);
    let pieces: Vec<&str> = symbol.split(['/', '(', ')']).collect();
    // The Council counts on over all years: in 2046(2012) the first number only looks like one. So do the resolutions
    // of early sessions, 2095(XX), and the last number of S/2049: a year has a number after it.
    let in_brackets = symbol.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let early = pieces.iter().any(|piece| roman_value(piece).is_some());
    let before_a_number = pieces.split_last().map_or(&[][..], |(_, before)| before).iter().copied();
    let printed = before_a_number.filter(|_| !early);
    if let Some(year) = in_brackets.chain(printed).find_map(printed_year) {
        return Some(year);
    }
    let body = with_calendar(authority.bodies.of_symbol(symbol)?, authority)?;
    // In 217(III) the number before the session runs on over all sessions.
    let session = pieces.iter().find_map(|p| roman_value(p)).or_else(|| leading_session(&pieces))?;
    body.years_of_session(session).map(|years| *years.start()).filter(|year| *year < 2100)
}

/// Returns the session of `A/57/385` and `A/C.3/70/L.46`; conferences and ad hoc committees count no sessions there.
fn leading_session(pieces: &[&str]) -> Option<u16> {
    let head = ["A", "HRC", "RES", "DEC", "PRST"];
    let at = pieces.iter().position(|p| !head.contains(p) && !p.starts_with("C."))?;
    // A/106 is the hundred and sixth document of the first session.
    pieces.get(at + 1)?;
    pieces[at].parse().ok()
}

fn printed_year(piece: &str) -> Option<u16> {
    piece.parse().ok().filter(|y| piece.len() == 4 && (1945..2100).contains(y))
}

/// Returns the body, or the nearest above it whose sessions follow a calendar: committees meet in the sessions of the
/// Assembly.
fn with_calendar<'a>(body: &'a Body, authority: &'a Authority) -> Option<&'a Body> {
    let mut body = body;
    while body.years_of_session(body.last_session.unwrap_or(30)).is_none() {
        body = authority.bodies.get(body.parent.as_ref()?)?;
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_tell_their_year_or_session() {
        let check =
            |id: &str, year: Option<u16>| assert_eq!(likely_year(id, Authority::embedded()), year, "{id}");
        check("A/57/385", Some(2002));
        check("A/RES/53/144#annex", Some(1998));
        check("A/RES/217(III)A", Some(1948));
        check("A/RES/2200(XXI)A#annex:ICCPR", Some(1966));
        check("A/C.3/70/L.46/Rev.1", Some(2015));
        check("A/HRC/RES/22/6", Some(2013));
        check("A/HRC/36/31", Some(2017));
        check("S/RES/1325(2000)", Some(2000));
        // Both were drawn in the years of their numbers, after all others.
        check("S/RES/2046(2012)", Some(2012));
        check("S/RES/2014(2011)", Some(2011));
        // Nor are these of the years that their numbers look like.
        check("A/RES/2095(XX)", Some(1965));
        check("A/RES/2053(XX)A", Some(1965));
        check("S/2049", None);
        check("A/106", None);
        check("S/2010/51", Some(2010));
        check("E/CN.4/2002/106/Add.1", Some(2002));
        check("E/CN.4/RES/2005/67", Some(2005));
        check("A/CONF.157/24(Part I)#chap.III", None);
        check("A/AC.96/815", None);
        check("UN-CHARTER", None);
        check("ORG:amnesty-international", None);
        check("S/25859", None);
    }
}
