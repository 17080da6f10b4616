"""igraph, by its Python package: https://igraph.org."""

import os
import random
import tempfile

import igraph as ig
import numpy as np
from stopwatch import Job, main


def load(path, facts):
    graph = ig.Graph.Read_Edgelist(path, directed=True)
    return graph


def length(graph, source, hub):
    return max(0, len(graph.get_shortest_path(source, hub)) - 1)


def saved(graph):
    path = os.path.join(tempfile.mkdtemp(), "graph.pickle")
    graph.write_pickle(path)
    return path


def communities(graph):
    random.seed(0)
    return graph.community_leiden(objective_function="modularity", n_iterations=2)


def harmonic(graph, facts):
    total = np.zeros(facts["nodes"])
    for source in facts["pivots"]:
        steps = np.array(graph.distances(source, mode="out")[0])
        near = np.isfinite(steps) & (steps > 0)
        total[near] += 1 / steps[near]
    return total.max() * facts["nodes"] / len(facts["pivots"])


def jobs(facts):
    hub, pivots = facts["hub"], facts["pivots"]
    out = [
        Job("open", lambda path: ig.Graph.Read_Pickle(path).ecount(), before=saved, note="its own format: pickle"),
        Job("direct", lambda g: sum(sum(g.predecessors(n)) for n in facts["direct"]), parts=len(facts["direct"])),
        Job("descendants", lambda g: len(g.subcomponent(hub, mode="in")) - 1),
        Job("shortest path", lambda g: sum(length(g, s, hub) for s in facts["sources"]), parts=len(facts["sources"])),
        Job("pagerank", lambda g: g.pagerank(damping=0.85)[hub]),
        Job("hits", lambda g: authorities(g)),
        Job("communities", communities, before=lambda g: g.as_undirected(mode="each"),
            check=lambda found, g: found.modularity, note="Leiden, two iterations"),
    ]
    if pivots is None:
        out += [
            Job("betweenness", lambda g: max(g.betweenness())),
            Job("closeness", lambda g: np.nanmax(g.closeness(mode="in")),
                note="R/S, without the share of nodes that reach it"),
            Job("harmonic", lambda g: np.nanmax(g.harmonic_centrality(mode="in")) * (facts["nodes"] - 1)),
        ]
    else:
        scale = facts["nodes"] / len(pivots)
        out += [
            Job("betweenness", lambda g: scale * max(g.betweenness(sources=pivots, targets=None))),
            Job("harmonic", lambda g: harmonic(g, facts)),
        ]
    return out


def authorities(graph):
    hubs, found = graph.hub_score(scale=False), np.array(graph.authority_score(scale=False))
    assert len(hubs) == len(found)
    return found.max() / found.sum()


main("igraph", load, ig.Graph.ecount, jobs, ig.__version__)
