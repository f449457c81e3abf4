"""What every route of the API gives back alike: JSON that loses no digit."""

import json
from typing import Any

from fastapi.responses import JSONResponse


def as_json(content: Any) -> JSONResponse:
    """Decimals as strings, so that no figure loses a digit on the way."""
    return JSONResponse(json.loads(json.dumps(content, default=str)))
