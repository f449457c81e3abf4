"""What is left of a question once concepts and entities are read: names and telling words.

A name must stand in the evidence, a telling word should. Knows the generic words of the lexicon and
the words of the record; what the sources use is asked of the caller. The same rules hold for both
languages.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.matching import kindred
from bot.question import places
from knowledge import Ledger, is_cjk, lexicon, word_classes, words

Span = tuple[int, int]

_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9]+(?:[.+'’&-][A-Za-zÀ-ɏ0-9]+)*")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
# "K3-level" is about K3
_SUFFIX = re.compile(r"(?:['’]s|-(?:level|class|sized?|scale|style|like|type|based|led))+$")
_JOINT = re.compile(r"(?:['’]s)?\s*的?\s*")
_WHERE = re.compile(r"\s+(?:of|for|at|by|in)\s+(?:[\w'’-]+\s+){0,3}")
# "in the memo" tells where it is told, not of what
_PAPERS = frozenset(
    ["memo", "deck", "slides", "slide", "blog", "article", "articles", "letter", "filing"]
    + ["filings", "accounts", "press", "report", "draft", "newsletter", "pitch", "prospectus"]
    + ["presentation", "paper", "papers", "note", "notes", "post", "test", "tests", "testing"]
    + ["trial", "trials", "comparison", "ranking", "survey", "review", "magazine", "journal"]
)
_CHINESE = re.compile(r"[㐀-鿿]+")
_TITLE = re.compile(r"《([^《》]+)》")  # a publication of which the record speaks: 《机器之声月刊》
_RARE = 5  # facts that have a name which only they are about
_PIECES = 5  # that one word may be cut into
_COUNTED = re.compile(
    r"(?:how many|number of)\s+(?:\w+ing\s+)?(?P<en>[a-z][a-z-]+)"
    r"|(?:多少|几)[家个名位台辆张座款项条间种颗块](?P<zh>[㐀-鿿]+)"
)
_IN = re.compile(r"\b(?:in|from|across|outside|within)(?: the)? $|(?:来自|在)$")
_EACH = re.compile(
    r"(?<![a-z])(?<!does )(?<!did )(?<!do )(?:per|each|every)\s+(?P<en>[a-z]+)"  # no "each play"
    r"|每一?[台个套件家张辆](?P<zh>[㐀-鿿]+)"
)
# what follows one of these in its clause may be a verb: "did the auditor flag …"
_DOES = re.compile(
    r"(?:do|does|did|will|would|can|could|should|may|might|must|to|not)\s(?:[\w'’-]+\s){0,4}$"
    r"|\b(?:they|we|you|it)\s$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|for|at|by)\s+(?:the\s+|a\s+)?", re.IGNORECASE)


def left_over(
    question: str,
    taken: Sequence[Span],
    heads: Sequence[Span],
    is_known: Callable[[str], bool],
    ledger: Ledger,
) -> tuple[list[tuple[str, int]], list[str]]:
    """Names with their places, and telling words, in what no other reading has used up.

    Words that the ledger writes small are no names: "first round" asks for no company First.
    """
    lands = [m for m in places.found(question) if not inside(m.span(), taken)]
    lands = [m for m in lands if _is_apart(m) or inside(m.span(), heads) or not heads]
    taken = [*taken, *(m.span() for m in lands)]
    names, terms = _latin(question, taken, heads, is_known, ledger)
    for land in lands:
        whose = not heads or inside(land.span(), heads) or _says_whose(land.span(), question, heads)
        if whose or _IN.search(question[: land.start()]):
            names.append((land[0], land.start()))
        else:
            terms.append(land[0].lower())
    titles = [m for m in _TITLE.finditer(question) if m[1] in ledger.chinese]
    names += [(m[1], m.start(1)) for m in titles]
    taken = [*taken, *(m.span() for m in titles)]
    left = "".join(" " if _covered(i, taken) else c for i, c in enumerate(question))
    listed = kindred.within(left)
    for token in _longest([*_recorded(left, ledger.chinese), *listed, *words.tokens(left)]):
        if len(token) > 1 and not lexicon().is_generic(token):
            at = question.find(token)
            before = any(at < start for start, _ in heads)
            # what no source uses is a name if it is long (特斯拉) or precedes what is asked (华为)
            stranger = not (is_known(token) or words.is_common(token)) and (
                len(token) > 2 or before
            )
            plain = words.is_common(token) and token in ledger.chinese  # 级别 of K3级别的模型
            whose = not plain and _says_whose((at, at + len(token)), question, heads)
            if (
                words.is_person(token)
                or _is_proper(token, ledger)
                or ((stranger or whose) and not words.names_nobody(token))
            ):
                names.append((token, at))
            elif whose or token in ledger.chinese or not words.says_nothing(token):
                terms.append(words.bare(token))
    return names, terms


def _is_apart(land: re.Match[str]) -> bool:
    """A country that its capital alone does not show: "US", "United States"."""
    return " " in land[0] or (land[0].isupper() and not is_cjk(land[0]))


def _is_proper(token: str, ledger: Ledger) -> bool:
    """The record has it and the dictionary does not: 荒岭, which English writes with a capital."""
    return token in ledger.chinese and words.is_name(token) and not words.names_nobody(token)


def _latin(
    question: str,
    taken: Sequence[Span],
    heads: Sequence[Span],
    is_known: Callable[[str], bool],
    ledger: Ledger,
) -> tuple[list[tuple[str, int]], list[str]]:
    lex = lexicon()
    names: list[tuple[str, int]] = []
    terms: list[str] = []
    for match in _LATIN.finditer(question):
        word = _SUFFIX.sub("", match.group())
        if inside(match.span(), taken) or word.isdigit() or _ORDINAL.fullmatch(word):
            continue
        plainly = re.split("['’]", word.lower())[0]
        generic = lex.is_generic(plainly) if word.islower() else plainly in lex.generic_en
        small = word.islower() and all(part in ledger.plain_words for part in word.split("-"))
        if generic or len(word) == 1:
            continue
        plural = word.islower() and word.endswith("s") and not word.endswith("ss")
        of_head = _says_whose(match.span(), question, heads) and len(word) > 2 and not plural
        small = small or not _may_name(word, question[: match.start()])
        if not small and (of_head or _is_name(word, match.start(), question, is_known, ledger)):
            names.append((word, match.start()))
        elif len(word) > 2:
            terms.append(word.lower())
    return names, terms


def _may_name(word: str, before: str) -> bool:
    """Whether a word of the dictionary is a noun where it stands."""
    acts = word.islower() and word_classes.may_act(word) and bool(_DOES.search(before))
    return word_classes.may_name(word.lower()) and not acts


def _recorded(left: str, record: str) -> list[str]:
    """What is cut apart (词错 率) though the record has it in one piece: 词错率."""
    found = []
    for run in _CHINESE.findall(left):
        pieces = [p if not words.says_nothing(p) else "" for p in words.cut(run)]
        for i in range(len(pieces)):
            joints = ["".join(pieces[i:j]) for j in range(i + 2, min(i + _PIECES, len(pieces)) + 1)
                      if all(pieces[i:j]) and _are_one(pieces[i:j])]  # fmt: skip
            found += [joint for joint in joints[::-1] if joint in record][:1]
    return found


def _are_one(pieces: Sequence[str]) -> bool:
    """A word was cut (词错 率), or a name that no dictionary has (诺尔 维克)."""
    return any(len(p) == 1 for p in pieces) or not any(map(words.is_common, pieces))


def _says_whose(span: Span, question: str, heads: Sequence[Span]) -> bool:
    """It stands right before what is asked, or after an "of": "apple valuation", "英伟达的估值"."""
    for start, end in heads:
        if span[1] <= start and _JOINT.fullmatch(question, span[1], start):
            return True
        if end <= span[0] and _OF.fullmatch(question, end, span[0]):
            return True
    return False


def _longest(tokens: Sequence[str]) -> list[str]:
    """Chinese tokens without those that are only a part of a longer one."""
    chinese = [t for t in tokens if is_cjk(t)]
    return [t for t in chinese if not any(t != longer and t in longer for longer in chinese)]


def _is_name(
    word: str, start: int, question: str, is_known: Callable[[str], bool], ledger: Ledger
) -> bool:
    """Capitals or digits inside make a name; a capital that opens a sentence does not, unless few
    facts have the word and none without: "Mistral: its revenue multiple?".
    """
    lex = lexicon()
    if word.lower() in lex.generic_en:
        return False
    if re.search(r"\d|[A-Z].*[A-Z]|[a-z][A-Z]", word):
        return True
    if not word[0].isupper():
        return is_cjk(question)
    if is_cjk(question):
        return True  # a Latin word in a Chinese question is somebody's name
    opens = not question[:start].strip() or bool(re.search(r"[.?!。？！]\s*$", question[:start]))
    held = ledger.vocabulary.get(words.stem(word.lower()), frozenset())
    rare = 0 < len(held) <= _RARE and word.lower() not in ledger.plain_words
    return not opens or rare or not is_known(word.lower())


def inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(s < span[1] and span[0] < e for s, e in spans)


def _covered(i: int, spans: Sequence[Span]) -> bool:
    return any(s <= i < e for s, e in spans)


def in_what(question: str, terms: Sequence[str], heads: Sequence[Span]) -> list[str]:
    """The terms right behind "of", "in", "at" … and what is asked: "cash in zorkmids"."""
    lower = question.lower()
    told = [t for t in terms if word_classes.may_name(t) and t not in _PAPERS]
    found = [(t, lower.find(t)) for t in told]
    return [
        t
        for t, at in found
        if any(at > end and _WHERE.fullmatch(lower[end:at]) for _, end in heads)
    ]


def counted(question: str, terms: Sequence[str]) -> list[str]:
    """The terms that are what is counted: "how many lawyers does it employ", 有多少家门店."""
    return _among(terms, _COUNTED.finditer(question.lower()))


def of_each(question: str, terms: Sequence[str]) -> list[str]:
    """The terms by which a figure is to be divided: "per device"."""
    return _among(terms, _EACH.finditer(question.lower()))


def _among(terms: Sequence[str], told: Iterable[re.Match[str]]) -> list[str]:
    said = [m["en"] or m["zh"] for m in told]
    return [
        t
        for t in filter(word_classes.may_name, terms)
        if any(t == each or (is_cjk(t) and each.startswith(t)) for each in said)
    ]


def beside_heads(question: str, terms: Sequence[str], heads: Sequence[Span]) -> list[str]:
    """The terms that stand right before or behind what is asked: "cash conversion", "runway at the
    airport"; and what it is asked of each: "per device".
    """
    lower = question.lower()
    found = []
    for term in terms:
        at = lower.find(term)
        for start, end in heads:
            before = 0 <= start - (at + len(term)) <= 1
            if at >= 0 and (before or 0 <= at - end <= 1):
                found.append(term)
    return [*found, *in_what(question, terms, heads), *of_each(question, terms)]
