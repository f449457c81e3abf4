"""A derivation such as "(4,422 + 15,400)/2" → its value, with what kind of figure it is.

In: the text and a function that looks an operand up. Out: a `Value`. The grammar is the four
operations and parentheses; plain divisors ("/2" of an average) are told from operands by the number
of terms before them. Knows no table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

_TOKEN = re.compile(r"\s*(?:\$?\s?(\d[\d,]*(?:\.\d+)?|\.\d+)\s?(%?)|([-+*/()]))")
_PLAIN = str.maketrans("[]−–×÷", "()--*/")
_YEAR = re.compile(r"(?:19|20)\d\d")  # "(2019-2017+1)" counts years; amounts have a comma
_MOST_TERMS = 12  # months

Operand = Callable[[Decimal, bool, bool], "Value"]


class NotFound(LookupError):
    """An operand stands neither in table nor in text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number and its kind.

    `degree` counts the amounts multiplied less those divided by: 0 is a ratio. `percent` does the
    same for percentages, whose `number` is in points. `terms` is how many figures were added up.
    """

    number: Decimal
    degree: int = 0
    percent: int = 0
    terms: int = 1


def evaluate(text: str, operand: Operand) -> Value:
    """ValueError for what is no derivation; `operand(number, percent, lone)` may raise NotFound."""
    reader = _Reader(text.translate(_PLAIN), operand)
    value = reader.sum()
    if reader.peek():
        raise ValueError(f"unread rest of {text!r}")
    return value


class _Reader:
    def __init__(self, text: str, operand: Operand) -> None:
        self._tokens = _tokens(text.strip())
        self._at = 0
        self._operand = operand

    def peek(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def sum(self) -> Value:
        value = self._product()
        while self.peek() in ("+", "-"):
            sign = 1 if self._take() == "+" else -1
            value = _added(value, self._one(value) or self._product(), sign)
        return value

    def _one(self, before: Value) -> Value | None:
        """The 1 of "22,224 / 30,890 - 1" is no cell of the table."""
        is_ratio = before.degree == 0 and before.percent == 0
        if not is_ratio or self.peek() != "1" or self.peek(1) in ("*", "/"):
            return None
        self._take()
        return Value(number=Decimal(1))

    def _product(self) -> Value:
        value = self._signed()
        while self.peek() in ("*", "/"):
            divides = self._take() == "/"
            plain = self._divisor(value.terms) if divides else None
            value = _times(value, plain or self._signed(), divides)
        return value

    def _signed(self) -> Value:
        if self.peek() in ("-", "+"):
            negative = self._take() == "-"
            value = self._signed()
            return replace(value, number=-value.number) if negative else value
        if self.peek() != "(":
            return self._number(lone=False)
        self._take()
        value = self._number(lone=True) if self.peek(1) == ")" else self.sum()
        if self._take() != ")":
            raise ValueError("a parenthesis is not closed")
        return value

    def _number(self, *, lone: bool) -> Value:
        token = self._take()
        if not token or token in "+-*/()":
            raise ValueError(f"a number was expected, not {token!r}")
        if _YEAR.fullmatch(token):
            return Value(number=Decimal(token))
        return self._operand(_decimal(token), token.endswith("%"), lone)

    def _divisor(self, terms: int) -> Value | None:
        """The plain number of an average, or of percent: no figure of the table."""
        token = self.peek()
        if not token.isdigit():
            return None
        number = int(token)
        try:
            self._operand(Decimal(number), False, False)
            known = True
        except NotFound:
            known = False
        if number == terms > 1 or (not known and (number <= _MOST_TERMS or number in (100, 365))):
            self._take()
            return Value(number=Decimal(number))
        return None

    def _take(self) -> str:
        token = self.peek()
        self._at += 1
        return token


def _tokens(text: str) -> list[str]:
    tokens, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ValueError(f"unread {text[position:]!r}")
        tokens.append(match[3] or match[1] + match[2])
        position = match.end()
    return tokens


def _decimal(token: str) -> Decimal:
    return Decimal(token.rstrip("%").replace(",", ""))


def _added(a: Value, b: Value, sign: int) -> Value:
    return Value(
        number=a.number + sign * b.number,
        degree=max(a.degree, b.degree),
        percent=max(a.percent, b.percent),
        terms=a.terms + b.terms,
    )


def _times(a: Value, b: Value, divides: bool) -> Value:
    sign = -1 if divides else 1
    return Value(
        number=a.number / b.number if divides else a.number * b.number,
        degree=a.degree + sign * b.degree,
        percent=a.percent + sign * b.percent,
    )
