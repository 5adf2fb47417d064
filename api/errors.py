"""Errors of the faces.

ApiError
└── UsageError   a command or request that can't be meant
"""

from __future__ import annotations


class ApiError(Exception):
    """Root of the room's errors."""


class UsageError(ApiError):
    """A command or request that can't be meant; the text says what to say instead."""
