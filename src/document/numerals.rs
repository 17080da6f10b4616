//! Numbers in the formats by which Word and web pages number paragraphs: `12`, `iv`, `b`.

/// Numbers above this are printed as figures whatever the format, lest `aaaa…` grow without end.
const LETTERED: u32 = 26 * 8;
/// Roman numerals go so far.
const ROMAN: u32 = 3999;

/// Returns a number in a format by its name in Office Open XML; formats that are not known are written as figures.
pub(super) fn printed(number: u32, format: &str) -> String {
    let letters = |alphabet: &[char]| {
        let of = alphabet.len() as u32;
        let letter = alphabet[((number - 1) % of) as usize];
        std::iter::repeat_n(letter, ((number - 1) / of + 1) as usize).collect::<String>()
    };
    let within = (1..=LETTERED).contains(&number);
    match format {
        "none" => String::new(),
        "lowerLetter" if within => letters(&('a'..='z').collect::<Vec<_>>()),
        "upperLetter" if within => letters(&('A'..='Z').collect::<Vec<_>>()),
        "russianLower" if within => letters(&"абвгдежзиклмнопрстуфхцчшщэюя".chars().collect::<Vec<_>>()),
        "russianUpper" if within => letters(&"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ".chars().collect::<Vec<_>>()),
        "arabicAbjad" if within => letters(&"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().collect::<Vec<_>>()),
        "arabicAlpha" if within => letters(&"أبتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect::<Vec<_>>()),
        "lowerRoman" if (1..=ROMAN).contains(&number) => roman(number).to_lowercase(),
        "upperRoman" if (1..=ROMAN).contains(&number) => roman(number),
        "decimalZero" => format!("{number:02}"),
        "ordinal" => format!("{number}{}", ordinal(number)),
        _ => number.to_string(),
    }
}

fn ordinal(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    let mut left = number;
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_their_format() {
        let check =
            |number, format, expected: &str| assert_eq!(printed(number, format), expected, "{format}");
        check(12, "decimal", "12");
        check(1, "lowerLetter", "a");
        check(26, "lowerLetter", "z");
        check(28, "lowerLetter", "bb");
        check(0, "lowerLetter", "0");
        check(u32::MAX, "lowerLetter", "4294967295");
        check(4, "lowerRoman", "iv");
        check(1994, "upperRoman", "MCMXCIV");
        check(2, "russianLower", "б");
        check(22, "ordinal", "22nd");
        check(7, "decimalZero", "07");
        check(5, "unheardOf", "5");
    }
}
