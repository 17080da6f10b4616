"""graph-tool, by Debian's package: https://graph-tool.skewed.de."""

import os
import tempfile

import graph_tool.all as gt
import numpy as np
from stopwatch import Job, main

gt.openmp_set_num_threads(1)
FAR = 2**31 - 1


def load(path, facts):
    edges = np.fromfile(path, dtype=np.int64, sep=" ").reshape(-1, 2)
    graph = gt.Graph(directed=True)
    graph.add_vertex(facts["nodes"])
    graph.add_edge_list(edges)
    return graph


def saved(graph):
    path = os.path.join(tempfile.mkdtemp(), "graph.gt")
    graph.save(path)
    return path


def reverse(graph):
    return gt.GraphView(graph, reversed=True)


def descendants(graph, hub):
    return int((gt.shortest_distance(graph, source=hub).a < FAR).sum()) - 1


def length(graph, source, hub):
    return max(0, len(gt.shortest_path(graph, graph.vertex(source), graph.vertex(hub))[0]) - 1)


def hits(graph):
    _, authorities, _ = gt.hits(graph, epsilon=1e-10)
    return authorities.a.max() / authorities.a.sum()


def katz(graph):
    found = gt.katz(graph, alpha=0.01, epsilon=1e-10, norm=False).a
    return found.max() / found.min()


def harmonic(graph, facts):
    total = np.zeros(facts["nodes"])
    for source in facts["pivots"]:
        steps = gt.shortest_distance(graph, source=source).a
        near = (steps < FAR) & (steps > 0)
        total[near] += 1 / steps[near]
    return total.max() * facts["nodes"] / len(facts["pivots"])


def jobs(facts):
    hub, pivots = facts["hub"], facts["pivots"]
    out = [
        Job("open", lambda path: gt.load_graph(path).num_edges(), before=saved, note="its own format: gt"),
        Job("direct", lambda g: sum(int(g.get_in_neighbors(n).sum()) for n in facts["direct"]), parts=len(facts["direct"])),
        Job("descendants", lambda g: descendants(g, hub), before=reverse),
        Job("shortest path", lambda g: sum(length(g, s, hub) for s in facts["sources"]), parts=len(facts["sources"])),
        Job("pagerank", lambda g: float(gt.pagerank(g, damping=0.85, epsilon=1e-8)[hub])),
        Job("katz", katz),
        Job("hits", hits),
    ]
    if pivots is None:
        out += [
            Job("betweenness", lambda g: gt.betweenness(g, norm=False)[0].a.max()),
            Job("closeness", lambda g: np.nanmax(gt.closeness(g).a), before=reverse,
                note="R/S, without the share of nodes that reach it"),
            Job("harmonic", lambda g: np.nanmax(gt.closeness(g, norm=False, harmonic=True).a), before=reverse),
        ]
    else:
        scale = facts["nodes"] / len(pivots)
        out += [
            Job("betweenness", lambda g: scale * gt.betweenness(g, pivots=np.array(pivots), norm=False)[0].a.max()),
            Job("harmonic", lambda g: harmonic(g, facts)),
        ]
    return out


main("graph-tool", load, gt.Graph.num_edges, jobs, gt.__version__.split()[0])
