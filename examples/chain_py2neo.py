"""The companies on a chain's links by py2neo, from the server that NEO4J_URI names.

    python -m examples.chain_py2neo 低空经济

py2neo has had no release since 2021: this is for scripts that already use it. The same
question with the official driver is `driver.execute_query(QUERY, name=…)`.
"""

from __future__ import annotations

import sys

from graph.interop import from_py2neo, py2neo_graph

QUERY = (
    "MATCH (c:Company)-[e:ENGAGES_IN]->(l:ChainLink)-[p:PART_OF]->(i:Industry) WHERE i.name = $name"
    " RETURN c, e, l, p, i"
)


def main(industry: str) -> None:
    """Print how many companies each link has."""
    graph = py2neo_graph()
    try:
        view = from_py2neo(graph.run(QUERY, name=industry).to_subgraph())
    finally:
        graph.service.connector.close()
    links = {node: name for node, name in view.nodes(data="name") if view.nodes[node]["label"] == "ChainLink"}
    print(f"{industry}：{len(links)} 个环节有企业")
    for link, name in sorted(links.items(), key=lambda item: item[1]):
        firms = sorted(
            view.nodes[head]["name"] for head, _, kind in view.in_edges(link, data="type") if kind == "ENGAGES_IN"
        )
        print(f"  {name}：{'、'.join(firms)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
