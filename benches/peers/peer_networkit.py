"""NetworKit: https://networkit.github.io."""

import os
import tempfile

import networkit as nk
import numpy as np
from stopwatch import Job, main

nk.setNumberOfThreads(1)


def load(path, facts):
    graph = nk.graphio.EdgeListReader(" ", 0, directed=True).read(path)
    return graph


def saved(graph):
    path = os.path.join(tempfile.mkdtemp(), "graph.nkb")
    nk.graphio.NetworkitBinaryWriter().write(graph, path)
    return path


def descendants(reverse, hub):
    walk = nk.distance.BFS(reverse, hub, storePaths=False)
    walk.run()
    return int((np.asarray(walk.getDistances(asarray=True)) < 1e300).sum()) - 1


def length(graph, source, hub):
    walk = nk.distance.BidirectionalBFS(graph, source, hub)
    walk.run()
    steps = walk.getDistance()
    return steps if steps < graph.numberOfNodes() else 0


def pagerank(graph, hub):
    sinks = nk.centrality.SinkHandling.DistributeSinks
    found = nk.centrality.PageRank(graph, damp=0.85, tol=1e-8, distributeSinks=sinks)
    found.norm = nk.centrality.Norm.L1_NORM
    found.run()
    return found.scores()[hub]


def katz(graph):
    found = nk.centrality.KatzCentrality(graph, 0.01, 1.0, 1e-10)
    found.run()
    scores = found.scores()
    return max(scores) / min(scores)


def communities(graph):
    found = nk.community.PLM(graph, refine=False)
    found.run()
    return found.getPartition()


def leiden(graph):
    found = nk.community.ParallelLeiden(graph, iterations=2)
    found.run()
    return found.getPartition()


def modularity(found, graph):
    return nk.community.Modularity().getQuality(found, graph)


def greatest(measure):
    measure.run()
    return max(measure.scores())


def harmonic(graph, facts):
    total = np.zeros(facts["nodes"])
    for source in facts["pivots"]:
        walk = nk.distance.BFS(graph, source, storePaths=False)
        walk.run()
        steps = np.asarray(walk.getDistances(asarray=True))
        near = (steps < 1e300) & (steps > 0)
        total[near] += 1 / steps[near]
    return total.max() * facts["nodes"] / len(facts["pivots"])


def jobs(facts):
    hub, pivots = facts["hub"], facts["pivots"]
    undirected = nk.graphtools.toUndirected
    out = [
        Job("open", lambda path: nk.graphio.NetworkitBinaryReader().read(path).numberOfEdges(), before=saved,
            note="its own format: NetworkitBinary"),
        Job("direct", lambda g: sum(sum(g.iterInNeighbors(n)) for n in facts["direct"]), parts=len(facts["direct"])),
        Job("descendants", lambda g: descendants(g, hub), before=nk.graphtools.transpose),
        Job("shortest path", lambda g: sum(length(g, s, hub) for s in facts["sources"]), parts=len(facts["sources"])),
        Job("pagerank", lambda g: pagerank(g, hub)),
        Job("katz", katz),
        Job("communities", communities, before=undirected, check=modularity, note="PLM (Louvain)"),
        Job("communities (Leiden)", leiden, before=undirected, check=modularity,
            note="ParallelLeiden, two iterations"),
    ]
    if pivots is None:
        out += [
            Job("betweenness", lambda g: greatest(nk.centrality.Betweenness(g, normalized=False))),
            Job("harmonic", lambda g: greatest(nk.centrality.HarmonicCloseness(g, normalized=False)),
                before=nk.graphtools.transpose),
        ]
    else:
        out += [
            Job("betweenness", lambda g: greatest(nk.centrality.EstimateBetweenness(g, len(pivots))),
                note="pivots of its own choice"),
            Job("harmonic", lambda g: harmonic(g, facts)),
        ]
    return out


main("networkit", load, lambda graph: graph.numberOfEdges(), jobs, nk.__version__)
