"""What the page itself says in a language: `words_en.py` and `words_zh.py` hold it.

Words of answers, sources and suggestions are not here: they come from the bot.
"""

from bot.surfaces.words_en import EN
from bot.surfaces.words_zh import ZH
from knowledge import Language

__all__ = ["EN", "ZH", "Words", "for_language"]

Words = dict[str, str]


def for_language(language: Language) -> Words:
    return ZH if language == "zh" else EN
