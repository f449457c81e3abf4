"""A cell's value as its sheet shows it: the number format says what unit the number is in.

    0.153 as "0.0%" → 15.3%;  1234000000 as '0.0,,"m"' → 1,234m;  45000 as "yyyy-mm-dd" → 2023-03-15

Digits beyond the shown ones are kept: what is cited is the value. Does not know files.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"[#0?][#0?,.]*")


def shown(value: object, number_format: str = "General") -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            midnight = value.time() == time(0)
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case int() | float() | Decimal():
            return _number(Decimal(repr(value)), number_format)
    return " ".join(str(value).split())


def _number(value: Decimal, number_format: str) -> str:
    """With the scale, sign of unit and grouping of its format."""
    if not value.is_finite():
        return str(value)
    form = number_format.split(";")[0]
    bare = _QUOTED.sub("", form)
    places = _PLACES.search(bare)
    if places is None:
        return _plain(value, grouped=False)
    scaled = value.scaleb(-3 * (len(places.group()) - len(places.group().rstrip(","))))
    if "%" in bare:
        scaled = scaled.scaleb(2)
    grouped = "," in places.group().rstrip(",")
    before, after = _around(form)
    return f"{before}{_plain(scaled, grouped=grouped)}{'%' if '%' in bare else ''}{after}".strip()


def _around(form: str) -> tuple[str, str]:
    """What a format writes before and after the digits: "$", "RMB ", "x", "m"."""
    literal = _QUOTED.sub(lambda m: m[1] or (m[2] or "").strip("()") or m[3] or "", form)
    digits = _PLACES.search(_QUOTED.sub(lambda m: " " * len(m[0]), form))
    if digits is None:
        return "", ""
    start = _QUOTED.sub(
        lambda m: m[1] or (m[2] or "").strip("()") or m[3] or "", form[: digits.start()]
    )
    end = literal[len(start) + len(digits.group()) :]
    keep = re.compile(r"[^%()\s+-]")
    return (
        start.lstrip("(+-") if keep.search(start) else "",
        end.rstrip(")").replace("%", "") if keep.search(end) else "",
    )


def _plain(value: Decimal, *, grouped: bool) -> str:
    """Without exponent; floating point noise behind the 15th digit is cut, as sheets do."""
    rounded = value.normalize() if value else Decimal(0)
    if rounded and len(rounded.as_tuple().digits) > 15:
        rounded = rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - 14)).normalize()
    return f"{rounded:,f}" if grouped else f"{rounded:f}"
