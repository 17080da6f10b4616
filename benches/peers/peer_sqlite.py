"""SQLite, by Python's standard library: https://sqlite.org. A table of edges, an index from either end, SQL."""

import os
import sqlite3
import tempfile

from stopwatch import Job, main

DESCENDANTS = """
WITH RECURSIVE above(node) AS (
    SELECT citing FROM edges WHERE cited = ?1 UNION SELECT citing FROM edges JOIN above ON cited = node
) SELECT count(*) FROM above WHERE node <> ?1
"""

STEP = """
INSERT INTO next SELECT n.node, 0.15 / ?1 + 0.85 * (
    coalesce((SELECT sum(r.p / r.degree) FROM edges JOIN rank r ON r.node = citing WHERE cited = n.node), 0) + ?2 / ?1),
    n.degree FROM rank n
"""


def load(path, facts):
    base = sqlite3.connect(os.path.join(tempfile.mkdtemp(), "graph.db"))
    base.execute("CREATE TABLE edges (citing INTEGER, cited INTEGER, PRIMARY KEY (cited, citing)) WITHOUT ROWID")
    with open(path, encoding="ascii") as file, base:
        base.executemany("INSERT INTO edges VALUES (?, ?)", (line.split() for line in file))
        base.execute("CREATE INDEX citing ON edges (citing, cited)")
    return base


def one(base, query, *values):
    return base.execute(query, values).fetchone()[0]


def length(base, source, hub):
    """By breadth with a table of the nodes seen: a recursive query would walk every path of every length."""
    base.execute("CREATE TEMP TABLE seen (node INTEGER PRIMARY KEY, steps INTEGER)")
    try:
        base.execute("INSERT INTO seen VALUES (?, 0)", (source,))
        for steps in range(10**6):
            if base.execute("SELECT 1 FROM seen WHERE node = ?", (hub,)).fetchone():
                return steps
            new = base.execute(
                "INSERT OR IGNORE INTO seen SELECT cited, ?2 FROM seen JOIN edges ON citing = node WHERE steps = ?1",
                (steps, steps + 1))
            if new.rowcount == 0:
                return 0
    finally:
        base.execute("DROP TABLE seen")


def pagerank(base, facts):
    nodes = facts["nodes"]
    for name in ("rank", "next"):
        base.execute(f"DROP TABLE IF EXISTS temp.{name}")
        base.execute(f"CREATE TEMP TABLE {name} (node INTEGER PRIMARY KEY, p REAL, degree INTEGER)")
    degrees = dict(base.execute("SELECT citing, count(*) FROM edges GROUP BY citing"))
    base.executemany("INSERT INTO rank VALUES (?, ?, ?)", ((n, 1 / nodes, degrees.get(n, 0)) for n in range(nodes)))
    for _ in range(200):
        dangling = one(base, "SELECT sum(p) FROM rank WHERE degree = 0")
        base.execute("DELETE FROM next")
        base.execute(STEP, (nodes, dangling))
        change = one(base, "SELECT sum(abs(a.p - b.p)) FROM rank a JOIN next b USING (node)")
        base.execute("DELETE FROM rank")
        base.execute("INSERT INTO rank SELECT * FROM next")
        if change < 1e-8:
            break
    return one(base, "SELECT p FROM rank WHERE node = ?", facts["hub"])


def jobs(facts):
    hub = facts["hub"]
    direct = "SELECT coalesce(sum(citing), 0) FROM edges WHERE cited = ?"
    return [
        Job("direct", lambda b: sum(one(b, direct, n) for n in facts["direct"]), parts=len(facts["direct"])),
        Job("descendants", lambda b: one(b, DESCENDANTS, hub)),
        Job("shortest path", lambda b: sum(length(b, s, hub) for s in facts["sources"]), parts=len(facts["sources"])),
        Job("pagerank", lambda b: pagerank(b, facts)),
    ]


main("sqlite", load, lambda base: one(base, "SELECT count(*) FROM edges"), jobs, sqlite3.sqlite_version)
