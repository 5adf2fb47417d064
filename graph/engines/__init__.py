"""What computes a projection's tables: DuckDB here, Spark on a cluster (计算引擎)."""

from graph.engines.base import Engine, EngineKind, NumberingEngine, Statement, parse_statement

__all__ = ["Engine", "EngineKind", "NumberingEngine", "Statement", "parse_statement"]
