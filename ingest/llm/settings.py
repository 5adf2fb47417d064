"""Where the model is: three environment variables, and nothing from anywhere else (设置)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from ingest.errors import WrongUse

URL_VARIABLE: Final = "SCENARIOGRAPH_LLM_URL"
MODEL_VARIABLE: Final = "SCENARIOGRAPH_LLM_MODEL"
KEY_VARIABLE: Final = "SCENARIOGRAPH_LLM_KEY"


@dataclass(frozen=True)
class LlmSettings:
    """Endpoint, model and key; the key is in no repr, no file and no message."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)


def llm_settings(environment: Mapping[str, str] = os.environ) -> LlmSettings:
    """The settings; raises WrongUse where endpoint or model are missing or can't be meant."""
    url = environment.get(URL_VARIABLE, "").strip()
    model = environment.get(MODEL_VARIABLE, "").strip()
    missing = [name for name, value in ((URL_VARIABLE, url), (MODEL_VARIABLE, model)) if not value]
    if missing:
        raise WrongUse(
            f"--llm needs {' and '.join(missing)}: the address of an OpenAI-compatible endpoint "
            "(such as http://127.0.0.1:8000/v1) and the name of its model; without --llm none is needed"
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise WrongUse(f"{URL_VARIABLE}: not an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise WrongUse(f"{URL_VARIABLE}: give the bare address; a key belongs in {KEY_VARIABLE}")
    return LlmSettings(url, model, environment.get(KEY_VARIABLE, "").strip() or None)
