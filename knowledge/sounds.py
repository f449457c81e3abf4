"""Whether a Chinese name is how a Latin one sounds: 索瑞凡 is Sorivane, 李明远 is Li Mingyuan.

In: a name in Chinese characters and one in Latin letters. Out: yes or no. A person's name is
spelled in pinyin; a foreign one is told by its consonants, which transcriptions keep.
The door to pypinyin. Knows no names.
"""

import re
from functools import lru_cache

from knowledge.matcher import is_cjk

_LEAST = 3  # consonants: two are shared by too many names
_COVERED = 0.6  # of the longer name's consonants: 菲尔加 leaves the end of Fjellgard away
# What is no part of the sound: "fund", "capital", "technology" …
_KIND = re.compile(r"(?:基金|资本|创投|投资|集团|控股|科技|智能|电子|银行|公司|股份|有限)+$")
_LATIN = (("sch", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"), ("qu", "k"))
_PINYIN = (("zh", "s"), ("ch", "s"), ("sh", "s"), ("ng", "n"), ("er", "l"))
_SAME = str.maketrans(
    {
        "b": "p",
        "d": "t",
        "g": "k",
        "c": "k",
        "q": "k",
        "v": "f",
        "z": "s",
        "x": "s",
        "r": "l",
        "m": "n",
    }
)
_PINYIN_SAME = str.maketrans(
    {
        "b": "p",
        "d": "t",
        "g": "k",
        "j": "k",
        "q": "k",
        "z": "s",
        "c": "s",
        "x": "s",
        "r": "l",
        "m": "n",
    }
)
_SILENT = re.compile(r"[^a-z]|[aeiouywhj]")


def alike(chinese: str, latin: str) -> bool:
    """In either order of a person's names; the first word of a longer Latin name is enough."""
    spoken = _KIND.sub("", chinese)
    if not is_cjk(spoken) or len(spoken) < 2:
        return False
    syllables = _syllables(spoken)
    letters = [re.sub(r"[^a-z]", "", part.lower()) for part in latin.split()]
    given = "".join(syllables[1:])
    if "".join(letters) in ("".join(syllables), given + syllables[0]):
        return True
    heard, told = _consonants(syllables), _latin(latin.split()[0])
    short, long = sorted((heard, told), key=len)
    return len(short) >= _LEAST and long.startswith(short) and len(short) >= _COVERED * len(long)


def _consonants(syllables: tuple[str, ...]) -> str:
    return _collapsed("".join(_heard(syllable) for syllable in syllables))


def _heard(syllable: str) -> str:
    for spelled, sound in _PINYIN:
        syllable = syllable.replace(spelled, sound)
    # 加 and 基 stand for "ga" and "gi": a j is heard, an h hardly
    return re.sub(r"[^a-z]|[aeiouywh]", "", syllable.translate(_PINYIN_SAME))


@lru_cache(maxsize=50_000)
def _latin(word: str) -> str:
    lower = word.lower()
    for spelled, sound in _LATIN:
        lower = lower.replace(spelled, sound)
    return _collapsed(_SILENT.sub("", lower.translate(_SAME)))


def _collapsed(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=10_000)
def _syllables(chinese: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(chinese))
