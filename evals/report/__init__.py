"""A run's result → `latest.json`, `latest.md` and `latest.html` in a folder.

In: the dictionary of `evals.result` and a folder. Out: three files, each replaced whole, so that
whoever reads one meanwhile sees a whole run. Computes nothing.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.report.markdown import markdown
from evals.report.page import page


def write(made: Mapping[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "latest.json": json.dumps(made, ensure_ascii=False, indent=1),
        "latest.md": markdown(made),
        "latest.html": page(made),
    }
    for name, text in texts.items():
        new = folder / f".{name}.{os.getpid()}"
        new.write_text(text, encoding="utf-8")
        new.replace(folder / name)


__all__ = ["markdown", "page", "write"]
