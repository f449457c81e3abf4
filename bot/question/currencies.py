"""The currency that an answer is asked for in: "in Norwegian kroner", 折合多少瑞士法郎.

In: a question. Out: ISO codes with their places. Knows no rate; the commonest currencies have words
of their own in the lexicon ("how many dollars").
"""

import re
from collections.abc import Collection
from functools import cache

from knowledge.units import CURRENCIES

_WANTED = {
    "dollars": "USD", "yuan": "CNY", "hkd": "HKD", "euros": "EUR", "pounds": "GBP", "rupees": "INR",
    "yen": "JPY", "won": "KRW", "singapore_dollars": "SGD",
}  # fmt: skip


def asked_in(question: str, wants: Collection[str]) -> list[str]:
    told = [code for want, code in _WANTED.items() if want in wants]
    return told or list(dict.fromkeys(code for code, _ in _found(question)))


def places(question: str) -> list[tuple[int, int]]:
    return [span for _, span in _found(question)]


def _found(question: str) -> list[tuple[str, tuple[int, int]]]:
    return [(code, m.span()) for code, said in _said() for m in said.finditer(question)]


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            code,
            re.compile(
                rf"\b(?:in|into|to) (?:{back})(?![A-Za-z])(?!\s?\d)"
                rf"|(?:折合|换算|换成|折成|相当于|合)(?:成|为|多少)?(?:{back})",
                re.IGNORECASE,
            ),
        )
        for code, (_, back) in CURRENCIES.items()
        if code not in _WANTED.values()
    )
