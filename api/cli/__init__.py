"""The command line `scenariograph` (命令行)."""

from api.cli.app import main

__all__ = ["main"]
