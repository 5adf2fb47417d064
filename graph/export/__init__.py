"""The published graph in formats of others (导出)."""

from graph.export.run import FORMATS, export_graph
from graph.export.task import Exported, Progress, State

__all__ = ["FORMATS", "Exported", "Progress", "State", "export_graph"]
