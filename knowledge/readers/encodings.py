"""Bytes of any text file into text, whatever program wrote them and whether or not it said how.

    "公司账上现金" in GB18030, in Big5 or in UTF-16, "Café" in cp1252  →  str

GB18030 and Big5 both accept nearly any bytes; the right one yields characters in daily use.
Does not know files.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What programs declare that do not know: any bytes are valid in them.
_SAYS_NOTHING = frozenset(("iso88591", "latin1", "windows1252", "cp1252", "usascii", "ascii"))
_EVERYDAY = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年"
    "动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經公司市月日元亿億万萬，。、：；（）"
)
# First bytes of the common characters (the first of two tables) and of punctuation.
_COMMON = {
    "gb18030": ("gb2312", frozenset((0xA1, 0xA3, *range(0xB0, 0xD8)))),
    "big5": ("big5", frozenset((0xA1, *range(0xA4, 0xC7)))),
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_LEAST_SHARE = 0.7
_SAMPLE = 4000  # characters that are looked at


def decoded(raw: bytes, *, declared: str | None = None) -> str:
    """By byte order mark, else UTF-8, else as declared, else the best of GB18030, Big5 and cp1252.

    UnicodeDecodeError if the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    if wide := _unmarked_utf16(raw):
        return raw.decode(wide)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        said = "".join(filter(str.isalnum, (declared or "").lower()))
        as_declared = "" if said in _SAYS_NOTHING else _tried(raw, declared or "")
        return as_declared or _chinese(raw) or raw.decode("cp1252")


def _unmarked_utf16(raw: bytes) -> str | None:
    """Latin letters and line ends leave every second byte zero; no other text holds zeros."""
    sample = raw[: _SAMPLE & ~1]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if len(raw) % 2 or len(raw) < 16 or max(low, high) * 20 < len(sample) or min(low, high):
        return None
    encoding = "utf-16-le" if high else "utf-16-be"
    return None if _CONTROL.search(sample.decode(encoding, "ignore")) else encoding


def _chinese(raw: bytes) -> str:
    """The better of the two readings, or "" if neither is Chinese."""
    readings = {encoding: _tried(raw, encoding) for encoding in _COMMON}
    best = max(readings, key=lambda encoding: _share(readings[encoding], encoding))
    return readings[best] if _share(readings[best], best) >= _LEAST_SHARE else ""


def _share(text: str, encoding: str) -> float:
    """Of the characters beyond ASCII, how many are common; everyday ones count half again."""
    table, firsts = _COMMON[encoding]
    strange = [character for character in text[:_SAMPLE] if character >= "\x80"]
    score = 0.0
    for character in strange:
        if character in _EVERYDAY:
            score += 1.5
        elif len(code := character.encode(table, "ignore")) == 2 and code[0] in firsts:
            score += 1
    return score / len(strange) if strange else 0.0


def _tried(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: a page may declare any name
        return ""
