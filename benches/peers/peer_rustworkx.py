"""rustworkx: https://www.rustworkx.org."""

import os

os.environ["RAYON_NUM_THREADS"] = "1"

import rustworkx as rx  # noqa: E402
from stopwatch import Job, main  # noqa: E402

NEVER = 2**62  # Nodes from which on rustworkx uses threads.


def load(path, facts):
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(facts["nodes"]))
    with open(path, encoding="ascii") as file:
        graph.add_edges_from_no_data([tuple(map(int, line.split())) for line in file])
    return graph


def length(graph, source, hub):
    found = rx.digraph_dijkstra_shortest_paths(graph, source, hub, default_weight=1)
    return len(found[hub]) - 1 if hub in found else 0


def katz(graph):
    # Normalised to length 1; those that nobody cites have β, so that the ratio undoes it.
    found = list(rx.katz_centrality(graph, alpha=0.01, beta=1.0, default_weight=1.0, max_iter=5000, tol=1e-10).values())
    return max(found) / min(found)


def jobs(facts):
    hub, nodes = facts["hub"], facts["nodes"]
    out = [
        Job("direct", lambda g: sum(sum(g.predecessor_indices(n)) for n in facts["direct"]), parts=len(facts["direct"])),
        Job("descendants", lambda g: len(rx.ancestors(g, hub))),
        Job("shortest path", lambda g: sum(length(g, s, hub) for s in facts["sources"]), parts=len(facts["sources"])),
        Job("pagerank", lambda g: rx.pagerank(g, alpha=0.85, tol=1e-8 / nodes, max_iter=500)[hub]),
        Job("katz", katz),
        Job("hits", lambda g: max(rx.hits(g, tol=1e-10, max_iter=5000)[1].values())),
    ]
    if facts["pivots"] is None:
        out += [
            Job("closeness", lambda g: max(rx.closeness_centrality(g, parallel_threshold=NEVER).values())),
            Job("betweenness",
                lambda g: max(rx.betweenness_centrality(g, normalized=False, parallel_threshold=NEVER).values())),
        ]
    return out


main("rustworkx", load, rx.PyDiGraph.num_edges, jobs, rx.__version__)
