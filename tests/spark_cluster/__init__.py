"""A standalone Spark master with workers on loopback, for tests and benchmarks."""

from tests.spark_cluster.cluster import Cluster, missing, quiet_environment

__all__ = ["Cluster", "missing", "quiet_environment"]
