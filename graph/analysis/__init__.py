"""Answers computed from the graph: coverage, gaps, cross-zone links, related scenarios (分析)."""
