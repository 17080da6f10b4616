#!/usr/bin/env python3
"""The peer of the extraction benchmark: symbols and numbers of resolutions by regular expressions.

What a careful afternoon gives: two patterns over the text of each file, a table for the body that a number
belongs to by its form, no paragraphs, verbs, names, footnotes, lists or dates. Prints one line for each file
and target, so that its work ends in an answer as that of the program does.
"""

import pathlib
import re
import sys

SYMBOL = re.compile(
    r"\b(?:A|S|E|ST|TD|UNEP|CCPR|CRC|CEDAW|CAT|CERD|CRPD|CMW|CED|HRI|HSP|ECE|FCCC)"
    r"/[A-Z0-9][A-Za-z0-9.\-]*(?:/[A-Za-z0-9.\-]+)*(?: ?\((?:\d{4}|[IVXL]+)\))?"
)
NUMBER = re.compile(
    r"\b(resolutions?|decisions?) ((?:ES-|S-)?\d{1,4}(?:/\d{1,3}| ?[A-H]? ?\((?:\d{4}|[IVXL]+)\))(?: [A-H]\b)?"
    r"(?:(?:,| and|, and) (?:ES-|S-)?\d{1,4}(?:/\d{1,3}| ?[A-H]? ?\((?:\d{4}|[IVXL]+)\))(?: [A-H]\b)?)*)"
)
ONE = re.compile(r"(?:ES-|S-)?\d{1,4}(?:/\d{1,3}| ?[A-H]? ?\((?:\d{4}|[IVXL]+)\))(?: [A-H]\b)?")
YEAR = re.compile(r"\d{1,4} ?\(\d{4}\)$")
ECOSOC = re.compile(r"(?:19|20)\d\d/")


def symbol_of(noun, number):
    """Returns the symbol of a number by its form alone."""
    kind = "DEC" if noun.startswith("decision") else "RES"
    number = number.replace(" ", "")
    if YEAR.match(number):
        return f"S/{kind}/{number}"
    if ECOSOC.match(number):
        return f"E/{kind}/{number}"
    return f"A/{kind}/{number}"


def targets(text):
    """Returns the distinct targets of a text."""
    found = {match.group().rstrip(".-").replace(" ", "") for match in SYMBOL.finditer(text)}
    for match in NUMBER.finditer(text):
        found.update(symbol_of(match.group(1), number) for number in ONE.findall(match.group(2)))
    return found


def main():
    for folder in map(pathlib.Path, sys.argv[1:]):
        for path in sorted(folder.glob("*.txt")):
            for target in sorted(targets(path.read_text(encoding="utf-8", errors="replace"))):
                print(f"{path}\t{target}")


if __name__ == "__main__":
    main()
