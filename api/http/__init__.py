"""The read-only HTTP service under /v1 (HTTP 接口)."""

from api.http.app import make_app

__all__ = ["make_app"]
