"""DuckDB: https://duckdb.org. Graphs as a table of edges, questions as SQL."""

import os
import tempfile

import duckdb
from stopwatch import Job, main

# Up from the hub: all that cite it, straight or by others. `UNION` keeps each node once.
DESCENDANTS = """
WITH RECURSIVE above(node) AS (
    SELECT citing FROM edges WHERE cited = ? UNION SELECT citing FROM edges JOIN above ON cited = node
) SELECT count(*) FROM above WHERE node <> ?
"""

# By breadth, until the hub is met or nothing new is found.
SHORTEST = """
WITH RECURSIVE walk(node, steps) AS (
    SELECT ?::INTEGER, 0
    UNION SELECT cited, min(steps) + 1 FROM edges JOIN walk ON citing = node
    WHERE NOT EXISTS (SELECT 1 FROM walk WHERE node = ?) GROUP BY cited
) SELECT coalesce(min(steps), 0) FROM walk WHERE node = ?
"""

STEP = """
CREATE OR REPLACE TEMP TABLE next AS
SELECT n.node, 0.15 / ? + 0.85 * (coalesce(s.sum, 0) + (SELECT sum(p) FROM rank WHERE degree = 0) / ?) AS p, n.degree
FROM rank n LEFT JOIN (
    SELECT cited, sum(p / degree) AS sum FROM edges JOIN rank ON citing = node GROUP BY cited
) s ON s.cited = n.node
"""


def load(path, facts):
    file = os.path.join(tempfile.mkdtemp(), "graph.duckdb")
    base = duckdb.connect(file)
    base.execute("SET threads = 1")
    base.execute(
        "CREATE TABLE edges AS SELECT * FROM read_csv(?, delim = ' ', header = false, "
        "columns = {'citing': 'INTEGER', 'cited': 'INTEGER'})", [path])
    return base


def one(base, query, *values):
    return base.execute(query, values).fetchone()[0]


def direct(base, facts):
    return sum(one(base, "SELECT coalesce(sum(citing), 0) FROM edges WHERE cited = ?", n) for n in facts["direct"][::20])


def pagerank(base, facts):
    nodes = facts["nodes"]
    base.execute(
        "CREATE OR REPLACE TEMP TABLE rank AS SELECT node, 1.0::DOUBLE / ? AS p, coalesce(d.degree, 0) AS degree "
        "FROM range(?) t(node) LEFT JOIN (SELECT citing, count(*) AS degree FROM edges GROUP BY citing) d "
        "ON d.citing = node", [nodes, nodes])
    for _ in range(200):
        base.execute(STEP, [nodes, nodes])
        change = one(base, "SELECT sum(abs(a.p - b.p)) FROM rank a JOIN next b USING (node)")
        base.execute("DROP TABLE rank; ALTER TABLE next RENAME TO rank")
        if change < 1e-8:
            break
    return one(base, "SELECT p FROM rank WHERE node = ?", facts["hub"])


def jobs(facts):
    hub = facts["hub"]
    return [
        Job("direct", lambda b: direct(b, facts), parts=len(facts["direct"][::20]),
            note="every twentieth of the nodes; without an index, which its loading would not bear at size"),
        Job("descendants", lambda b: one(b, DESCENDANTS, hub, hub)),
        Job("shortest path", lambda b: sum(one(b, SHORTEST, s, hub, hub) for s in facts["sources"]),
            parts=len(facts["sources"])),
        Job("pagerank", lambda b: pagerank(b, facts)),
    ]


main("duckdb", load, lambda base: one(base, "SELECT count(*) FROM edges"), jobs, duckdb.__version__)
