#!/usr/bin/env python3
"""Times extraction over folders of texts, on one core and on all, beside the peer in the same run.

    benches/extraction.py target/release/travaux FOLDER...

Whole processes, in turn, three rounds; the least time of each counts, because everything else on the machine only
adds. Prints megabytes (10^6 bytes) a second and the ratio to the peer. Linux: cores are set by affinity.
"""

import os
import pathlib
import subprocess
import sys
import time

ROUNDS = 3


def run(command, cores):
    """Returns the seconds that a process takes on some cores, its output thrown away."""
    start = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, check=True, preexec_fn=lambda: os.sched_setaffinity(0, cores)
    )
    return time.perf_counter() - start


def main():
    program, *folders = sys.argv[1:]
    cores = sorted(os.sched_getaffinity(0))
    size = sum(path.stat().st_size for folder in folders for path in pathlib.Path(folder).glob("*.txt"))
    peer = [sys.executable, str(pathlib.Path(__file__).with_name("peer.py")), *folders]
    extract = [program, "extract", "--format", "tsv", *folders]
    rivals = [
        ("peer, one core", peer, cores[:1]),
        ("travaux, one core", extract, cores[:1]),
        (f"travaux, {len(cores)} cores", extract, cores),
    ]
    best = {name: float("inf") for name, _, _ in rivals}
    for _ in range(ROUNDS):
        for name, command, on in rivals:
            best[name] = min(best[name], run(command, on))
    print(f"{size / 1e6:.1f} MB in {len(folders)} folders, least of {ROUNDS} rounds")
    print("| | s | MB/s | to the peer |\n|---|---|---|---|")
    for name, _, _ in rivals:
        seconds = best[name]
        print(f"| {name} | {seconds:.2f} | {size / 1e6 / seconds:.1f} | {best['peer, one core'] / seconds:.2f} |")


if __name__ == "__main__":
    main()
