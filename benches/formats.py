#!/usr/bin/env python3
"""Times extraction from each format, on one core, beside a pipeline of Python libraries in the same run.

    benches/formats.py target/release/travaux ../shared/corpus [PYTHON]

PYTHON has python-docx and beautifulsoup4 (the one that runs this unless given). Word files are those of the corpus
(docx/), copied once; pages are made here of the texts of mandates/txt, every fourth, in a frame of menus as sites have.
Whole processes, in turn, three rounds; the least time of each counts, because everything else on the machine only adds.
Prints documents and megabytes (10^6 bytes of files) a second and the ratio to the peer. Linux: the core is set by affinity.
"""

import html
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROUNDS = 3
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ["Home", "Documents", "News", "About", "Search"])
FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><script>var a = "<p>";</script></head>
<body><header><nav><ul>{menu}</ul></nav></header><main><h1>{title}</h1>
{text}
</main><footer><ul>{menu}</ul></footer></body></html>
"""


def run(command, core):
    """Returns the seconds that a process takes on one core, its output thrown away."""
    start = time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return time.perf_counter() - start


def pages(corpus, folder):
    """Makes pages of texts: a paragraph to a block of lines."""
    for path in sorted((corpus / "mandates/txt").glob("*.txt"))[::4]:
        blocks = path.read_text(encoding="utf-8", errors="replace").split("\n\n")
        text = "\n".join(f"<p>{html.escape(block)}</p>" for block in blocks if block.strip())
        page = FRAME.format(title=html.escape(path.stem), menu=MENU, text=text)
        (folder / path.with_suffix(".html").name).write_text(page, encoding="utf-8")


def main():
    program, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    python = sys.argv[3] if len(sys.argv) > 3 else sys.executable
    peer = str(pathlib.Path(__file__).with_name("formats_peer.py"))
    core = min(os.sched_getaffinity(0))
    print("| format | documents | MB | program | s | documents/s | MB/s | to the peer |\n|---|--:|--:|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as work:
        folders = {form: pathlib.Path(work) / form for form in ("docx", "html")}
        for folder in folders.values():
            folder.mkdir()
        for path in sorted((corpus / "docx").glob("*.docx")):
            shutil.copy(path, folders["docx"])
        pages(corpus, folders["html"])
        for form, folder in folders.items():
            sizes = [path.stat().st_size for path in folder.iterdir()]
            rivals = [("python", [python, peer, form, str(folder)]),
                      ("travaux", [program, "extract", "--format", "tsv", str(folder)])]
            best = {name: float("inf") for name, _ in rivals}
            for _ in range(ROUNDS):
                for name, command in rivals:
                    best[name] = min(best[name], run(command, core))
            for name, _ in rivals:
                seconds, size = best[name], sum(sizes) / 1e6
                print(f"| {form} | {len(sizes)} | {size:.1f} | {name} | {seconds:.2f} | {len(sizes) / seconds:.1f} "
                      f"| {size / seconds:.1f} | {best['python'] / seconds:.1f} |")


if __name__ == "__main__":
    main()
