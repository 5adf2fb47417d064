"""Jobs that turn files into facts and facts into a graph (采集)."""
