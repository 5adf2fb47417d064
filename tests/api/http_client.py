"""Starlette's test client, without its word on the package it would rather use."""

import warnings

with warnings.catch_warnings():
    # httpx is what the test extras pin; the client works with both.
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from fastapi.testclient import TestClient

__all__ = ["TestClient"]
