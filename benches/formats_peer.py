#!/usr/bin/env python3
"""The peer of the benchmark of formats: the text by the library that most people take, then the patterns of peer.py.

    benches/formats_peer.py docx|html FOLDER

Word files by python-docx: paragraphs and cells of tables, without numbers of lists, footnotes and heads. Pages by
BeautifulSoup on html.parser: all text but that of scripts. Prints one line for each file and target.
"""

import pathlib
import sys

from peer import targets


def of_docx(path):
    import docx

    document = docx.Document(path)
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            texts.append(" | ".join(cell.text for cell in row.cells))
    return "\n\n".join(texts)


def of_html(path):
    import bs4

    page = bs4.BeautifulSoup(path.read_bytes(), "html.parser")
    for part in page(["script", "style", "nav", "header", "footer", "aside"]):
        part.decompose()
    return page.get_text("\n")


def main():
    form, folder = sys.argv[1:]
    read = {"docx": of_docx, "html": of_html}[form]
    for path in sorted(pathlib.Path(folder).glob(f"*.{form}")):
        for target in sorted(targets(read(path))):
            print(f"{path}\t{target}")


if __name__ == "__main__":
    main()
