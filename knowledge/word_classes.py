"""Word → whether it can name a thing, by its class in a dictionary of its language.

English classes come from lemminflect (the SPECIALIST Lexicon of the NIH), Chinese ones from jieba.
A word that no dictionary has may be anybody's name. Knows no question and no record.
"""

from functools import cache

from knowledge import words

_NOUNS = {"NOUN", "PROPN"}


def may_name(word: str) -> bool:
    """Whether a thing or somebody can be called so: "lawyers" and "zorkmids", not "earliest"."""
    if word.isascii():
        return not (classes := _english(word.lower())) or bool(_NOUNS & classes)
    return not words.names_nobody(word)


def is_word(word: str) -> bool:
    """Whether the dictionary has the English word."""
    return bool(_english(word.lower()))


def may_act(word: str) -> bool:
    """Whether an English word can be a verb: "flag", "shell"."""
    return "VERB" in _english(word.lower())


@cache
def _english(word: str) -> frozenset[str]:
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word))
