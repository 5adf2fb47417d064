"""The best paths between two nodes in at most six steps (路径搜索).

From each end three layers of nodes are reached; a path of n steps has one node that is as far from both ends as
n allows, where the layers meet. Layers hold the least weight at which a node is reached in just so many steps
with or without a crowded edge, so that they guide the search for single paths, in order of weight, from the
middle outwards; paths that come back to a node are passed over. A path has at most one crowded edge. That alone
never makes a way round worth its while: cutting out a circle takes steps, cost and crowded edges away.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final, Literal

import numpy as np

from graph.analysis.path_graph import Floats, PathGraph, Whole

Order = Literal["steps", "confidence"]

MOST_STEPS: Final = 6
MOST_TRIES: Final = 1_000
"""Partial paths looked at before a search gives what it has found."""
STEP_FIRST: Final = 1000.0
"""Weight of a step where steps decide: more than all costs of a path can add up to (6 × ln 1000 < 42)."""
STEP_LAST: Final = 1e-6
"""Weight of a step where confidence decides: of paths of one confidence the shorter is first."""


DENSE: Final = 16
"""A layer that reaches more than this part of all nodes is quicker told in a table of all than put in order."""
PLACES: Final = 9
"""Decimals of weights that are compared: equal paths must not be put in order by rounding errors."""


@dataclass(frozen=True)
class Layer:
    """States reached in so many steps (twice the node's number, plus one past a crowded edge) and their weights."""

    states: Whole
    weights: Floats

    def weight(self, states: Whole) -> Floats:
        """Weights of some states, infinite where they are not in the layer."""
        if not len(self.states):
            return np.full(len(states), np.inf)
        places = np.minimum(np.searchsorted(self.states, states), len(self.states) - 1)
        return np.where(self.states[places] == states, self.weights[places], np.inf)


@dataclass(frozen=True)
class Found:
    """One path by its nodes, from first to last, and the edges chosen between them."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]


@dataclass(frozen=True, order=True)
class _Partial:
    """A path known from its middle on: so many steps of it are `open`, `left` and `right` of what is known.

    Of equal weights the one with less open is first, so that a search among equals ends soon.
    """

    weight: float
    steps: int
    open: int
    nodes: tuple[int, ...]
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True)
class _Onward:
    """What leads on from a state: its `own` weight, and by the way's weight the next node and state."""

    own: float
    added: Floats
    nodes: Whole
    states: Whole

    @property
    def ways(self) -> Iterator[tuple[float, int, int]]:
        """The ways one by one: of a hub's thousands the first few are wanted."""
        for k in range(len(self.nodes)):
            yield float(self.added[k]), int(self.nodes[k]), int(self.states[k])


class PathSearch:
    """Paths from one node to another along a graph's edges."""

    def __init__(
        self, graph: PathGraph, source: int, target: int, order: Order = "steps", tries: int = MOST_TRIES
    ) -> None:
        self.graph = graph
        self.ends = (source, target)
        self.order = order
        self.tries = tries
        self.cut_short = False
        self.weights: Floats = graph.cost + STEP_LAST if order == "confidence" else graph.cost + STEP_FIRST
        self._ways: dict[tuple[int, int, int], _Onward] = {}
        self.layers = tuple([Layer(np.array([2 * end]), np.zeros(1))] for end in self.ends)

    def best(self, limit: int, most_steps: int = MOST_STEPS) -> list[Found]:
        """The first `limit` paths: by steps, then cost; or by cost, then steps."""
        found: list[Found] = []
        lengths = range(1, most_steps + 1)
        # Where steps decide, the longer paths need no look while there are enough of the shorter.
        for group in [(n,) for n in lengths] if self.order == "steps" else [tuple(lengths)]:
            for one in self._of(group):
                found.append(one)
                if len(found) == limit:
                    return found
        return found

    def _layer(self, side: int, number: int) -> Layer:
        layers = self.layers[side]
        while len(layers) <= number:
            layers.append(self._next(side, layers[-1]))
        return layers[number]

    def _next(self, side: int, layer: Layer) -> Layer:
        # Nobody passes through either end; the far end alone is where a path of one step meets.
        passing = ~np.isin(layer.states // 2, self.ends) | (len(self.layers[side]) == 1)
        states, weights = layer.states[passing], layer.weights[passing]
        adjacency = self.graph.adjacency
        which, at = adjacency.around(states // 2)
        edges = adjacency.edge[at]
        crowded = self.graph.crowded[edges]
        used = states[which] % 2
        kept = ~((used == 1) & crowded)
        reached = 2 * adjacency.node[at] + (used | crowded)
        reached, added = reached[kept], (weights[which] + self.weights[edges])[kept]
        if len(reached) > len(self.graph.ids) // DENSE:
            least = np.full(2 * len(self.graph.ids), np.inf)
            np.minimum.at(least, reached, added)
            found = np.flatnonzero(np.isfinite(least))
            return Layer(found, least[found])
        order = np.lexsort((added, reached))
        reached, added = reached[order], added[order]
        first = np.ones(len(reached), dtype=bool)
        first[1:] = reached[1:] != reached[:-1]
        return Layer(reached[first], added[first])

    def _of(self, lengths: tuple[int, ...]) -> Iterator[Found]:
        """Paths of these lengths in order of weight.

        Partial paths come from iterators in order of weight, and only the first of each waits: a node of thousands
        of edges is not spread out where three paths are wanted.
        """
        waiting: list[tuple[_Partial, int, Iterator[_Partial]]] = []
        seen: set[tuple[int, ...]] = set()
        numbers = count()

        def wait(partials: Iterator[_Partial]) -> None:
            following = next(partials, None)
            if following is not None:
                heapq.heappush(waiting, (following, next(numbers), partials))

        wait(self._meetings(lengths))
        for _ in range(self.tries):
            if not waiting:
                return
            best, _, siblings = heapq.heappop(waiting)
            wait(siblings)
            if best.open:
                wait(self._wider(best))
            elif best.nodes not in seen:
                seen.add(best.nodes)
                yield Found(best.nodes, self._edges(best.nodes))
        self.cut_short = True

    def _edges(self, nodes: tuple[int, ...]) -> tuple[int, ...]:
        """The surest edge of each step, with one crowded edge at most, where it helps most."""
        plain: list[int] = []
        savings: list[tuple[float, int, int]] = []
        for k, (one, other) in enumerate(pairwise(nodes)):
            edges = self.graph.between(one, other)
            free = [e for e in edges if not self.graph.crowded[e]]
            plain.append(free[0] if free else edges[0])
            saved = float(self.graph.cost[free[0]] - self.graph.cost[edges[0]]) if free else np.inf
            savings.append((-saved, k, edges[0]))
        saved, place, edge = min(savings)
        if saved < 0:
            plain[place] = edge
        return tuple(plain)

    def _meetings(self, lengths: tuple[int, ...]) -> Iterator[_Partial]:
        """Middles of paths, the least weight first."""
        parts = []
        for steps in lengths:
            ahead, back = (steps + 1) // 2, steps // 2
            left, right = self._layer(0, ahead), self._layer(1, back)
            for crowded in (0, 1):
                for other in (0, 1) if not crowded else (0,):
                    mine = left.states[left.states % 2 == crowded]
                    facing = mine - crowded + other
                    sums = left.weight(mine) + right.weight(facing)
                    met = np.isfinite(sums)
                    if steps > 1:
                        met &= ~np.isin(mine // 2, self.ends)
                    amount = int(met.sum())
                    parts.append((sums[met], np.full(amount, steps), mine[met], facing[met]))
        weights, steps_of, mine, facing = (np.concatenate(column) for column in zip(*parts, strict=True))
        for k in np.lexsort((facing, mine, steps_of, weights)):
            steps = int(steps_of[k])
            yield _Partial(
                round(float(weights[k]), PLACES),
                steps,
                steps,
                (int(mine[k]) // 2,),
                ((steps + 1) // 2, int(mine[k])),
                (steps // 2, int(facing[k])),
            )

    def _wider(self, partial: _Partial) -> Iterator[_Partial]:
        """The same path with one more node at its left, or, when that is done, at its right."""
        side = 0 if partial.left[0] else 1
        number, state = partial.right if side else partial.left
        onward = self._onward(side, number, state)
        base = partial.weight - onward.own
        for added, other, reached in onward.ways:
            if other in partial.nodes:
                continue
            open_end = (number - 1, reached)
            nodes = (*partial.nodes, other) if side else (other, *partial.nodes)
            left, right = (partial.left, open_end) if side else (open_end, partial.right)
            yield _Partial(round(base + added, PLACES), partial.steps, partial.open - 1, nodes, left, right)

    def _onward(self, side: int, number: int, state: int) -> _Onward:
        """The ways from a state towards its end, the least weight first; many partial paths ask for the same."""
        key = (side, number, state)
        if key not in self._ways:
            node, used = state // 2, state % 2
            adjacency = self.graph.adjacency
            low, high = adjacency.start[node], adjacency.start[node + 1]
            nodes, edges = adjacency.node[low:high], adjacency.edge[low:high]
            states = 2 * nodes + (used - self.graph.crowded[edges])
            layer = self._layer(side, number - 1)
            added = self.weights[edges] + layer.weight(states)
            usable = np.isfinite(added) & (states >= 2 * nodes)
            if number != 1:
                usable &= (nodes != self.ends[0]) & (nodes != self.ends[1])
            added, nodes, states = added[usable], nodes[usable], states[usable]
            order = np.lexsort((states, np.round(added, PLACES)))
            own = float(self._layer(side, number).weight(np.array([state]))[0])
            self._ways[key] = _Onward(own, added[order], nodes[order], states[order])
        return self._ways[key]
