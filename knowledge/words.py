"""Text in, word tokens out, the same for passages and for questions.

English is lower-cased and lightly stemmed ("raised", "raising", "raise" → "rais"); Chinese is
segmented by jieba in search mode (大模型公司 → 模型, 大模型, 公司). Tokens hold no spaces, so the
word index splits on whitespace only. Does not know the index.
"""

import functools
import re
import threading
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

WORDS = "w2"  # recorded in the catalog: change it when tokens would come out differently

_RUN = re.compile(
    r"(?P<date>(?<=\d)[年月日])|(?P<zh>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?)"
    r"|(?P<word>[^\W_\u3400-\u9fff\uf900-\ufaff]+(?:[.'’&][^\W_\u3400-\u9fff\uf900-\ufaff]+)*)"
)
# Word classes of jieba's dictionary that carry no topic: 别人, 一轮, 今天, 直接 …
_EMPTY = frozenset(
    ["r", "rr", "rz", "m", "mq", "q", "d", "p", "c", "u", "uv", "ud", "ug", "uz", "uj", "y", "f"]
    + ["t", "e", "o", "ad"]
)
# … and those that name nobody: verbs and set phrases too.
_NAMELESS = _EMPTY.union(["v", "vd", "vi", "vg", "b", "l", "i", "z"])
_ORDINARY = _NAMELESS.union(["n", "vn", "an", "a", "ng", "nl"])
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_FUNCTION = frozenset(
    "那这哪只就才还又再都也很太更最不没有是在来去想要能会可被把给让对从到向和与及或但因所其各每某们么"
    "吧吗呢啊呀了着过得的之于以为说时够拿全只我你您咱"
)
_DESCRIBING = frozenset(
    "老旧新前后首末"
)  # 老款, 旧机型: what opens with one is described, not named
_VOWEL = re.compile(r"[aeiouy]")

_COMMON_WORDS = """
a about after all also an and any are as at be been but by can could did do does for from
had has have he how i if in into is it its may me much many no not of on or our say she
should so than that the their them then there these they this those to was we were what when
where which who why will with would you your
who whom whose much many
的 了 是 在 和 与 也 就 都 而 及 着 或 吗 呢 吧 啊 这 那 这个 那个 我
你 他 她 它 我们 你们 他们 什么 怎么 怎样 如何 多少 哪 哪些 哪个 为什么 为何
哪里 谁 几 几个 多 少 多少钱 何时 什么时候 时间
有 没有 会 能 可以 请 被 把 对 从 到 于 之 其 一个 还 又 上 中 下
"""


def tokens(text: str) -> list[str]:
    """Every token of `text`, in order, with repeats."""
    return list(_tokens(unicodedata.normalize("NFKC", text).lower()))


def cut(text: str) -> list[str]:
    """Chinese as the dictionary cuts it, piece by piece, none inside another."""
    with _loading:
        pieces: Iterator[str] = _tokenizer().cut(text)
    return list(pieces)


def telling(found: Iterable[str]) -> list[str]:
    """The tokens worth searching for, each once; all of them where every one is common."""
    once = list(dict.fromkeys(found))
    return [token for token in once if token not in _COMMON] or once


def names_nobody(token: str) -> bool:
    """Whether a Chinese token is a word of a class that names nobody, or a chance run around a
    function word ("那轮", "只想融"), as unknown words are cut.
    """
    known, kinds = _dictionary()
    if _FUNCTION.issuperset(token):
        return True
    if known.get(token):
        return kinds.get(token) in _NAMELESS
    return is_chance(token) or token[0] in _DESCRIBING or not _FUNCTION.isdisjoint(token)


def is_common(token: str) -> bool:
    """Whether a Chinese token is an ordinary word of the dictionary: 贡献, 法律; not 华为."""
    return _dictionary()[1].get(token) in _ORDINARY


def says_nothing(token: str) -> bool:
    """Whether a Chinese token is a word of a class that carries no topic, or a chance run with one
    in it: 今天, 一轮; 我列 of 给我列一下.
    """
    known, kinds = _dictionary()
    if _FUNCTION.issuperset(token):
        return True  # the dictionary has 时说
    if known.get(token):
        return kinds.get(token) in _EMPTY
    return is_chance(token) and any(kinds.get(c) in _EMPTY for c in token)


def is_chance(token: str) -> bool:
    """Whether it is no word of the dictionary, and each of its characters is a verb, a pronoun …"""
    known, kinds = _dictionary()
    return not known.get(token) and all(kinds.get(c) in _NAMELESS for c in token)


def bare(token: str) -> str:
    """A chance run without the function words at its ends: 举 of 能举."""
    return token.strip("".join(_FUNCTION)) or token if is_chance(token) else token


def is_person(token: str) -> bool:
    """Whether a Chinese token reads as somebody's name: a surname and two more characters that no
    dictionary has as a word.
    """
    known, _ = _dictionary()
    return len(token) == 3 and token[0] in _SURNAMES and not known.get(token)


def is_name(token: str) -> bool:
    """Whether a Chinese token is in no dictionary, or there as a name of its own."""
    known, _ = _dictionary()
    return len(token) > 1 and not known.get(token)


def stem(word: str) -> str:
    """A light stem: plural, -ing, -ed and a final e; words with digits are left as they are."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        # "string" and "seed" are not verbs in disguise, nor is "exceed"
        if base != word and len(base) >= 3 and _VOWEL.search(base) and not base.endswith("e"):
            return _undoubled(base).removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def _tokens(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        if run["date"]:
            yield run["date"]  # by itself: jieba cuts 年营收为 into 年营 and 收为
        elif run["zh"]:
            yield from (piece for piece in _segment()(run["zh"]) if piece.strip())
        elif run["number"]:
            yield run["number"].replace(",", "")
        else:
            word = run["word"].replace("’", "'").removesuffix("'s")
            yield stem(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(base: str) -> str:
    return base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base


_COMMON = frozenset(form for word in _COMMON_WORDS.split() for form in (word, stem(word)))
_loading = threading.Lock()


def _segment() -> Callable[[str], Iterator[str]]:
    with _loading:
        return _jieba()


@functools.cache
def _dictionary() -> tuple[Mapping[str, int], Mapping[str, str]]:
    """How often each word of jieba's dictionary is used, 0 for what only opens one (能举), and the
    class of those that are told by it.
    """
    segmenter = _tokenizer()
    with segmenter.get_dict_file() as file:
        rows = [line.decode().split() for line in file]
    return segmenter.FREQ, {word: kind for word, _, kind in rows if kind in _ORDINARY}


def _jieba() -> Callable[[str], Iterator[str]]:
    search: Callable[[str], Iterator[str]] = _tokenizer().cut_for_search
    return search


@functools.cache
def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 asks for pkg_resources, which warns
        import jieba
    jieba.setLogLevel("ERROR")
    segmenter = jieba.Tokenizer()
    # not `initialize()`: it unmarshals a cache from the shared temp folder, where anyone can write
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return segmenter
