"""Figures and pages made from answers (图与简报页): geometry once, drawn as SVG and offline HTML."""

from api.figures.chain_map import ChainMapInput, LinkState, LinkView, Scene, chain_map_scene
from api.figures.html_page import brief_page
from api.figures.svg import draw_svg

__all__ = [
    "ChainMapInput",
    "LinkState",
    "LinkView",
    "Scene",
    "brief_page",
    "chain_map_scene",
    "draw_svg",
]
