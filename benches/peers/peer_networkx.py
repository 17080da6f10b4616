"""networkx: https://networkx.org."""

import networkx as nx
from stopwatch import Job, main


def load(path, facts):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(facts["nodes"]))
    with open(path, encoding="ascii") as file:
        graph.add_edges_from(tuple(map(int, line.split())) for line in file)
    return graph


def length(graph, source, hub):
    try:
        return nx.shortest_path_length(graph, source, hub)
    except nx.NetworkXNoPath:
        return 0


def sampled(graph, facts):
    scale = facts["nodes"] / len(facts["pivots"])
    targets = list(graph)
    return scale * max(nx.betweenness_centrality_subset(graph, facts["pivots"], targets).values())


def jobs(facts):
    hub, nodes = facts["hub"], facts["nodes"]
    out = [
        Job("direct", lambda g: sum(sum(g.pred[n]) for n in facts["direct"]), parts=len(facts["direct"])),
        Job("descendants", lambda g: len(nx.ancestors(g, hub))),
        Job("shortest path", lambda g: sum(length(g, s, hub) for s in facts["sources"]), parts=len(facts["sources"])),
        Job("pagerank", lambda g: nx.pagerank(g, alpha=0.85, tol=1e-8 / nodes, max_iter=500)[hub]),
        Job("katz", lambda g: max(nx.katz_centrality(g, alpha=0.01, beta=1.0, tol=1e-10, max_iter=5000,
                                                     normalized=False).values())),
        Job("hits", lambda g: max(nx.hits(g, max_iter=5000, tol=1e-10)[1].values())),
        Job("communities", lambda g: nx.community.louvain_communities(g, seed=0), before=nx.Graph,
            check=lambda found, g: nx.community.modularity(g, found), note="Louvain"),
    ]
    if facts["pivots"] is None:
        out += [
            Job("closeness", lambda g: max(nx.closeness_centrality(g).values())),
            Job("harmonic", lambda g: max(nx.harmonic_centrality(g).values())),
            Job("betweenness", lambda g: max(nx.betweenness_centrality(g, normalized=False).values())),
        ]
    else:
        out.append(Job("betweenness", lambda g: sampled(g, facts)))
    return out


main("networkx", load, nx.DiGraph.number_of_edges, jobs, nx.__version__)
