//! A calendar date that may lack its day or month.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Date of adoption, distribution or citation; month and day are absent where the source prints only a year.
///
/// Dates order by year, then month, then day; an absent month or day sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Says why a text is not a date.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct ParseDateError(String);

impl Date {
    /// Returns the date of a full year, month (1–12) and day, or `None` if no calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// Returns a date of which only the year is known.
    pub fn of_year(year: u16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// Returns the year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1–12, where known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// Returns the day of the month, where known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Returns the date as one number that orders as dates do: year × 65,536 + month × 256 + day.
    pub fn to_number(self) -> u32 {
        u32::from(self.year) << 16 | u32::from(self.month) << 8 | u32::from(self.day)
    }

    /// Returns the date of a number that [`Self::to_number`] gave; 0 is none.
    pub fn from_number(number: u32) -> Option<Self> {
        let date = Self { year: (number >> 16) as u16, month: (number >> 8) as u8, day: number as u8 };
        (date.year > 0).then_some(date)
    }

    /// Returns whether this date lies on or before `limit`, to the precision that both have.
    pub fn is_by(self, limit: Date) -> bool {
        let day = if limit.day == 0 { u8::MAX } else { limit.day };
        let month = if limit.month == 0 { u8::MAX } else { limit.month };
        (self.year, self.month, self.day) <= (limit.year, month, day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fail = || ParseDateError(s.to_owned());
        let mut parts = s.split('-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(fail)?;
        let two = |p: &str| (p.len() == 2).then(|| p.parse::<u8>().ok()).flatten();
        match (parts.next(), parts.next(), parts.next()) {
            (None, _, _) => Ok(Self::of_year(year)),
            (Some(m), None, _) => match two(m) {
                Some(month @ 1..=12) => Ok(Self { year, month, day: 0 }),
                _ => Err(fail()),
            },
            (Some(m), Some(d), None) => {
                two(m).zip(two(d)).and_then(|(m, d)| Self::new(year, m, d)).ok_or_else(fail)
            }
            _ => Err(fail()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(text.parse::<Date>().ok().map(|d| d.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_full_and_partial_dates() {
        check("1998-12-09", Some("1998-12-09"));
        check("1998-12", Some("1998-12"));
        check("1998", Some("1998"));
        check("2000-02-29", Some("2000-02-29"));
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        check("1998-02-29", None);
        check("1998-13", None);
        check("9 December 1998", None);
    }

    #[test]
    fn numbers_lead_back_to_dates() {
        for text in ["1998-12-09", "1998-12", "1998"] {
            let date: Date = text.parse().expect("a date");
            assert_eq!(Date::from_number(date.to_number()), Some(date));
        }
        assert_eq!(Date::from_number(0), None);
    }

    #[test]
    fn a_limit_of_a_year_takes_in_the_whole_year() {
        let day: Date = "1998-12-09".parse().expect("a date");
        assert!(day.is_by(Date::of_year(1998)));
        assert!(!day.is_by("1998-12-08".parse().expect("a date")));
        assert!(Date::of_year(1998).is_by(day));
    }
}
