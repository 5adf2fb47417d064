"""Ledger, projection, stores, queries and analysis (图谱)."""
