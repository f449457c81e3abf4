"""A reply in the JSON form, as it arrives → the claims that are whole already.

`{"claims": [{"text": "Cash was CNY 10 billion.", "citations": [1, 3]}, …]}`. The same way of
feeding as `marks.Sentences`. What does not follow the form is left out and counted as nothing said.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.model.marks import Said, unmarked

_MOST_CHARS = 4000  # of one claim's JSON


class _Claim(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str
    citations: list[int]


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["claims"],
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "citations"],
                "properties": {
                    "text": {"type": "string", "description": "one sentence, without marks"},
                    "citations": {"type": "array", "items": {"type": "integer"}},
                },
            },
        }
    },
}


class Claims:
    def __init__(self) -> None:
        self._depth = 0
        self._quoted = self._escaped = False
        self._object: list[str] | None = None  # the claim being read

    def feed(self, piece: str) -> list[Said]:
        return [said for char in piece for said in self._take(char)]

    def pause(self) -> list[Said]:
        return []

    def close(self) -> list[Said]:
        return []

    def _take(self, char: str) -> list[Said]:
        if self._object is not None and len(self._object) < _MOST_CHARS:
            self._object.append(char)
        if self._quoted:
            self._quoted = self._escaped or char != '"'
            self._escaped = char == "\\" and not self._escaped
        elif char == '"':
            self._quoted = True
        elif char == "{":
            self._depth += 1
            if self._depth == 2:
                self._object = ["{"]
        elif char == "}":
            self._depth -= 1
            if self._depth == 1 and self._object is not None:
                whole, self._object = "".join(self._object), None
                return _claim(whole)
        return []


def _claim(text: str) -> list[Said]:
    try:
        claim = _Claim.model_validate_json(text)
    except ValidationError:
        return []
    said = unmarked(claim.text)
    return [Said(said.text, tuple(dict.fromkeys((*claim.citations, *said.marks))))]
