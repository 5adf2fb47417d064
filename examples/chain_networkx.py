"""A chain as a networkx graph: which link most others hang on, and where its zones stand in a picture.

python -m examples.chain_networkx WORKSPACE 低空经济 [embedded|neo4j]
"""

from __future__ import annotations

import sys
from pathlib import Path

import networkx as nx

from graph.analysis.reference import Reference
from graph.interop import chain_view
from graph.workspace import Workspace


def main(home: str, industry: str, store: str = "embedded") -> None:
    """Print the links by betweenness and the layout of the chain's links."""
    with Workspace.open(Path(home), "neo4j" if store == "neo4j" else "embedded") as workspace:
        chain = Reference(workspace).find_chains(industry)[0]
        view = chain_view(workspace.store, chain.id)
    print(f"{chain.name}：{view.number_of_nodes()} 个节点，{view.number_of_edges()} 条关系")
    links = [node for node, label in view.nodes(data="label") if label == "ChainLink"]
    supply = nx.DiGraph((head, tail) for head, tail, kind in view.edges(data="type") if kind == "UPSTREAM_OF")
    supply.add_nodes_from(links)
    between = nx.betweenness_centrality(supply)
    engaged = {link: sum(1 for *_, kind in view.in_edges(link, data="type") if kind == "ENGAGES_IN") for link in links}
    places = nx.spring_layout(supply, seed=1)
    for link in sorted(links, key=lambda one: (-between[one], one)):
        x, y = places[link]
        name = view.nodes[link]["name"]
        print(f"  {name}：中介中心性 {between[link]:.3f}，企业 {engaged[link]}，坐标 ({x:.2f}, {y:.2f})")


if __name__ == "__main__":
    main(*sys.argv[1:])
