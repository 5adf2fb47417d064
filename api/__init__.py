"""The faces: command line, HTTP service, briefings (接口)."""
