"""What the model has cost, by thread and day, and whether there is money for another request.

In: tokens of each request. Out: dollars, where the price is known. Kept in a small database of its
own beside the threads. A request is entered at its dearest before it is sent and corrected after,
so that many at once cannot overspend together. Knows no provider.
"""

import sqlite3
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bot.errors import SettingsError
from bot.model.faults import Fault
from bot.model.provider import Tokens

_SHIPPED = Path(__file__).with_name("prices.yaml")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Dollars per million tokens, as of a day; `checked` against the provider's price list."""

    sent: Decimal
    received: Decimal
    as_of: str
    checked: bool

    def of(self, tokens: Tokens) -> Decimal:
        return (tokens.sent * self.sent + tokens.received * self.received) / _MILLION


def price(model: str, own: Path | None) -> Price | None:
    """The price of the user's file, else the shipped one, else None."""
    for path in [p for p in (own, _SHIPPED) if p]:
        for row in _rows(path):
            if row["model"] == model:
                return Price(
                    sent=Decimal(str(row["input"])),
                    received=Decimal(str(row["output"])),
                    as_of=str(row["as_of"]),
                    checked=row.get("checked", True),
                )
    return None


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        for row in rows:
            if not {"model", "input", "output", "as_of"} <= row.keys():
                raise ValueError
            Decimal(str(row["input"])), Decimal(str(row["output"]))
            if not isinstance(row.get("checked", True), bool):
                raise ValueError
    except (OSError, ArithmeticError, AttributeError, TypeError, ValueError, yaml.YAMLError) as e:
        raise SettingsError(
            f"The prices in {str(path)!r} cannot be read.",
            help="Give a list of {model, input, output, as_of}, as in bot/model/prices.yaml.",
        ) from e
    return rows


class Spend:
    """Safe for many threads."""

    def __init__(
        self,
        path: Path,
        *,
        price: Price | None,
        thread_usd: Decimal | None,
        day_usd: Decimal | None,
    ) -> None:
        self.price = price
        self._limits = (thread_usd, day_usd)
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._conn = sqlite3.connect(path, check_same_thread=False)
        self._conn.execute(
            "CREATE TABLE IF NOT EXISTS spend (id INTEGER PRIMARY KEY, day TEXT NOT NULL,"
            " thread TEXT NOT NULL, sent INTEGER, received INTEGER, usd TEXT)"
        )
        self._conn.commit()

    def reserve(self, thread: str, most: Tokens) -> int:
        """A number for `settle`; raises Fault where a budget would not hold."""
        cost = self.price.of(most) if self.price else None
        thread_usd, day_usd = self._limits
        if cost is None and (thread_usd is not None or day_usd is not None):
            raise Fault("unpriced")
        day = datetime.now(UTC).date().isoformat()
        with self._lock, self._conn:
            if self._is_beyond("thread", thread, cost, thread_usd):
                raise Fault("thread_budget")
            if self._is_beyond("day", day, cost, day_usd):
                raise Fault("day_budget")
            made = self._conn.execute(
                "INSERT INTO spend (day, thread, sent, received, usd) VALUES (?, ?, ?, ?, ?)",
                (day, thread, most.sent, most.received, None if cost is None else str(cost)),
            )
            assert made.lastrowid is not None
            return made.lastrowid

    def settle(self, entry: int, used: Tokens) -> Decimal | None:
        """What the request did cost; None where the price is not known."""
        cost = self.price.of(used) if self.price else None
        with self._lock, self._conn:
            self._conn.execute(
                "UPDATE spend SET sent = ?, received = ?, usd = ? WHERE id = ?",
                (used.sent, used.received, None if cost is None else str(cost), entry),
            )
        return cost

    def of_thread(self, thread: str) -> Decimal:
        with self._lock:
            return self._sum("thread", thread)

    def _is_beyond(
        self, column: str, value: str, cost: Decimal | None, limit: Decimal | None
    ) -> bool:
        return cost is not None and limit is not None and self._sum(column, value) + cost > limit

    def _sum(self, column: str, value: str) -> Decimal:
        assert column in ("thread", "day")
        rows = self._conn.execute(f"SELECT usd FROM spend WHERE {column} = ?", (value,)).fetchall()
        return sum((Decimal(usd) for (usd,) in rows if usd is not None), Decimal(0))

    def close(self) -> None:
        self._conn.close()
