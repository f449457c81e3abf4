"""The words of what-if questions, as `terms.yaml` lists them, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def terms() -> dict[str, Any]:
    path = Path(__file__).with_name("terms.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
