#!/usr/bin/env python3
"""Whole processes beside each other: a question from the start of the program to its last byte.

    benches/commands.py TRAVAUX ENGINE GRAPH FOLDER [--python PYTHON] [--rounds N] [--no-places]

TRAVAUX is the program, ENGINE the bench `engine` (cargo bench --bench engine --no-run tells where), GRAPH an edge list that
`ENGINE generate` wrote, FOLDER where its databases are made (and kept). PYTHON has networkx and duckdb. Prints a table of
medians: seconds of processor, of the clock in brackets, and the ratio of each peer to travaux. Counts are compared.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

NETWORKX_SHIPPED = """
import csv, glob, sys
import networkx as nx
g = nx.MultiDiGraph()
for name in sorted(glob.glob(sys.argv[1] + '/citations/*.csv')):
    with open(name, newline='', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            g.add_edge(row['source'].split('#')[0], row['target'].split('#')[0], key=row['relation'])
print(len({s for s, _, key in g.in_edges('A/RES/53/144', keys=True) if key == 'recalls'}))
"""

DUCKDB = """
import sys, duckdb
c = duckdb.connect(sys.argv[1], read_only=True)
c.execute('set threads to 1; set enable_progress_bar = false')
print(len(c.execute(sys.argv[2]).fetchall()))
"""


def timed(command, rounds):
    """Runs a command so often; returns medians of processor and clock, and its standard output."""
    processor, clock = [], []
    out = b""
    for _ in range(rounds):
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        clock.append(time.monotonic() - begin)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            sys.exit(f"{command}: {done.stderr.decode()}")
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        out = done.stdout
    return statistics.median(processor), statistics.median(clock), out


def row(name, contestants, rounds):
    """Times the contestants of one question, ours first; each is (tool, command, count of its output)."""
    ours = None
    cells, counts = [], set()
    for tool, command, count in contestants:
        processor, clock, out = timed(command, rounds)
        ours = ours or processor
        counts.add(count(out))
        ratio = "" if tool == "travaux" else f", {processor / ours:.2f} times"
        cells.append(f"{tool} {processor * 1000:.1f} ms ({clock * 1000:.1f}){ratio}")
    differ = "" if len(counts) == 1 else f"  COUNTS DIFFER: {sorted(counts)}"
    print(f"{name}: " + " | ".join(cells) + differ, flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("travaux", "engine", "graph", "folder"):
        parser.add_argument(name)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-places", action="store_true", help="leave out the rows of every reference: ten million")
    a = parser.parse_args()
    os.environ.pop("TRAVAUX_DB", None)
    folder = Path(a.folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = lambda out: len({line.split(b",")[0] for line in out.splitlines()[1:]})
    lines = lambda out: len(out.splitlines())
    sources = lambda out: len({line.split(b",")[0] for line in out.splitlines()})
    # Those of one rank share its number.
    ranked = lambda out: len(out.splitlines()) - 1
    number = int

    dataset = Path(__file__).resolve().parent.parent / "data" / "dataset"
    row("shipped, who recalls 53/144", [
        ("travaux", [a.travaux, "trace", "53/144", "--format", "csv"], rows),
        ("networkx", [a.python, "-c", NETWORKX_SHIPPED, str(dataset)], number),
    ], a.rounds)

    db, duck = folder / "graph.db", folder / "graph.duckdb"
    if not db.exists():
        made = subprocess.run([a.engine, "database", a.graph, str(db)], check=True, stdout=subprocess.PIPE).stdout
        facts = json.loads(made)
        print(f"made: {facts}; {facts['bytes'] / facts['citations']:.0f} bytes and "
              f"{facts['seconds'] / facts['citations'] * 1e6:.1f} µs a citation", flush=True)
    if not duck.exists():
        pairs = folder / "pairs.csv"
        query = "SELECT source, target FROM citations"
        with open(pairs, "wb") as file:
            subprocess.run(["sqlite3", "-csv", str(db), query], check=True, stdout=file)
        load = ("import sys, duckdb; duckdb.connect(sys.argv[1]).execute(\"create table c as select * from "
                "read_csv(?, header=false, columns={'source': 'varchar', 'target': 'varchar'})\", [sys.argv[2]])")
        subprocess.run([a.python, "-c", load, str(duck), str(pairs)], check=True)
        pairs.unlink()
    facts = json.loads(subprocess.run([a.engine, "describe", a.graph, "--sampled"], check=True,
                                      stdout=subprocess.PIPE).stdout)
    name = lambda node: subprocess.run([a.engine, "id", str(node)], check=True, stdout=subprocess.PIPE,
                                       text=True).stdout.strip()
    hub, few = name(facts["hub"]), name(facts["direct"][-1])
    # The first question leaves the snapshot that later ones read.
    subprocess.run([a.travaux, "stats", "--db", str(db)], check=True, stdout=subprocess.DEVNULL)

    for title, node in (("a document", few), ("the most cited document", hub)):
        direct = f"SELECT source FROM citations WHERE target = '{node}'"
        # With what ours prints: paragraph, words, verb, rule.
        told = f"SELECT * FROM occurrences WHERE target = '{node}'"
        row(f"direct, {title}", [
            ("travaux", [a.travaux, "trace", node, "--format", "csv", "--db", str(db)], rows),
            ("sqlite3", ["sqlite3", str(db), direct], lines),
            ("sqlite3, the same rows", ["sqlite3", "-csv", str(db), told], sources),
            ("duckdb", [a.python, "-c", DUCKDB, str(duck), f"SELECT source FROM c WHERE target = '{node}'"], number),
        ], a.rounds)
    following = (f"WITH RECURSIVE f(id) AS (SELECT id FROM nodes WHERE name = '{hub}' UNION SELECT m.source FROM f "
                 "JOIN mentions AS m ON m.target = f.id) ")
    recursive = following + "SELECT id FROM f LIMIT -1 OFFSET 1"
    told = following + "SELECT o.* FROM f JOIN nodes AS n ON n.id = f.id JOIN occurrences AS o ON o.target = n.name"
    in_duck = (f"WITH RECURSIVE f(id) AS (SELECT '{hub}' UNION SELECT c.source FROM f JOIN c ON c.target = f.id) "
               "SELECT id FROM f OFFSET 1")
    few_rounds = max(1, a.rounds // 3)
    trace = [a.travaux, "trace", hub, "--depth", "all", "--db", str(db), "--format"]
    if not a.no_places:
        row("all that follows the most cited document, with its places", [
            ("travaux", [*trace, "csv"], rows),
            ("sqlite3, the same rows", ["sqlite3", "-csv", str(db), told], sources),
        ], few_rounds)
    row("all that follows the most cited document", [
        ("travaux", [*trace, "ids"], lines),
        ("sqlite3", ["sqlite3", str(db), recursive], lines),
        ("duckdb", [a.python, "-c", DUCKDB, str(duck), in_duck], number),
    ], few_rounds)
    source = name(facts["pairs"][0][0]) if facts.get("pairs") else few
    row("a path", [("travaux", [a.travaux, "path", source, hub, "--format", "csv", "--db", str(db)], lines)], a.rounds)
    top = "SELECT target, count(*) FROM citations GROUP BY target ORDER BY 2 DESC, 1 LIMIT 20"
    row("the most cited", [
        ("travaux", [a.travaux, "rank", "--format", "csv", "--db", str(db)], ranked),
        ("sqlite3", ["sqlite3", str(db), top], lines),
        ("duckdb", [a.python, "-c", DUCKDB, str(duck), top.replace("FROM citations", "FROM c")], number),
    ], few_rounds)


if __name__ == "__main__":
    main()
