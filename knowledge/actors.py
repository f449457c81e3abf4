"""Whom a document speaks of: the names in it, and the one it is about.

In: a text and the entities a dossier knows, possibly none. Out: the names that stand in a sentence,
each with the entity it means. A name no dossier knows is its own entity. Knows names by shape
(capitals, 公司 behind) and by how often they stand; knows no amount.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.lexicon import lexicon
from knowledge.matcher import is_cjk
from knowledge.records import Entity

_LATIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:[-&.][A-Za-z0-9]+)*"
    r"(?: [A-Z][A-Za-z0-9]*(?:[-&.][A-Za-z0-9]+)*)*",
    re.ASCII,
)
_CHINESE = re.compile(r"[㐀-鿿]{2,6}(?:公司|科技|集团|资本|基金|智能|银行)")
_CHINESE_SUBJECT = re.compile(
    r"(?:^|[。；，,\s“《（(：])(?P<name>[㐀-鿿]{2,8}?)(?:公司|科技|集团)?"
    r"(?=宣布|完成|表示|发布|获得|推出|成立|称|实现|录得|取得|净(?:收入|利润|亏损)|总(?:收入|营收)"
    r"|(?:20\d\d年|第?[一二三四]季度|[上下]半年|全年)[^，。]{0,6}(?:营收|收入|亏损|利润)"
    r"|的(?:现金|收入|估值|营收|员工|月活|账)|账上|现金|估值|营收|收入|累计|融资|已|拥有|有员工)",
    re.MULTILINE,
)
# Words that time, count or name a part of a company, but no company.
_NO_NAME_IN_ZH = re.compile(
    r"季度|半年|年度|全年|上年|今年|去年|实现|占|同比|环比|归属|业务|分部|板块|收入|营收|利润|旅游|票房"
    r"|合计|其中|目前|市场|行业|财报|数据|报告|公告|投资|轮|估值|市值|亏损|成本|费用|洽谈|计划|的|居民|税|政府|全国|报告期|调整|扣非|归母|城镇|农村|景区|人均|财政|预算"
    r"|^(?:集团|股份|上市|报告|全国|整体|主营|新增|其他|同类|部分)$"
)
_NO_NAME_ZH = re.compile(
    r"^(?:[经并和与及以将已正曾又再还也都而但因由对在从于为按若如每约超近仅至当更最可能会被把给让使是有无不未没所则才就]|[年月日](?:[底初末内中均前度]|$)|该|本|其|此|这|那|上述|一家|多家|上市|大|小|母|子|某|各|全|公司|我们|他们|目前|今年|去年|同期|截至|据|报道|"
    r"月活|周活|日活|用户|账|手头|在手|海外|国内|累计|首|单|平均|月均|年均|净|毛|研发|广告|营业|现金|信|归纳|文章|市场|行业|预计|此前|随后|同时|此外|另外|全年|当年|年内|期内|投后|投前|最新|总)"
)
_ACRONYMS_WORDS = (
    "AI API APIs ARR CEO CFO COO CTO CAGR EBITDA EU ETF GDP GPU GPUs HR IPO IT LLM LLMs "
    "MAU MAUs DAU WAU PE PS PR Q1 Q2 Q3 Q4 H1 H2 FY R&D ROI SaaS UK UN US USA USD CNY RMB "
    "HKD EUR GBP JPY VC VIE HK A1 AGI MIT Series Group Round Tier K1 Figure Table Chapter "
    "Section No"
)
_ACRONYMS = frozenset(_ACRONYMS_WORDS.split())
_CALENDAR_WORDS = (
    "january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter"
)
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_PLACES_WORDS = (
    "China Chinese Asia Asian Europe European America American Hong Kong Singapore "
    "Beijing Shanghai Shenzhen London Paris Tokyo York Japan Japanese Germany German "
    "France French India Indian Korea Korean Nasdaq NYSE Western West East"
)
_PLACES = frozenset(_PLACES_WORDS.split())
_PRODUCT = re.compile(r"\d|-(?:led|backed|based|level)$")  # "K2 Thinking", "Fund-led"
# Names in a list or among investors: a text is rarely about them.
_BESIDE = re.compile(
    r"(?:、|, and| and|,|\b(?:by|with|from|citing|quoting|via|against|than|like|at|as"
    r"|versus)(?: the| adviser| analysts?)?)\s*$"
    r"|[由与和被据向]$|['’]s\s*$"
)
_WRITES = re.compile(r"\s+(?:has |had )?(?:reported|reports|wrote|writes)\b|\s?(?:报道|写道)")
# "The Courier article", "A Ledger summary": who writes, not whom it is about
_MEDIUM = re.compile(
    r"(?:['’]s)?\s+(?:\w+ )?(?:article|column|summary|report|page|post|blog|notes?|essay|paper"
    r"|tables?|thread"
    r"|briefing|leaderboard|site|newsletter|feature|portrait|interview|story|piece|survey|data|letter|message|memo|communication)\b"
    r"|\s?(?:的)?(?:文章|专栏|简报|快讯|归纳|汇编|报道|消息|数据|研究|笔记|博客)"
)
_TAKES_PART = re.compile(
    r"[、与和及]|\s+and\s+[A-Z]|\s*(?:领投|跟投|参与|入股)|\s+(?:led|joined|participated)\b"
)
_ACTING = re.compile(
    rf"(?P<name>{_LATIN.pattern})(?:['’]s\b|,? (?:also |now |still )?(?:has|had|is|was|said|says"
    rf"|raised|raises"
    r"|holds|held|closed|counts|employs|earned|makes|reached|passed|secured|completed|lost|posted"
    r"|uses|offers|plans|announced|launched|released|reported)\b|完成|宣布|表示|称|的|已|获|发布|推出|现金|估值|融资)",
    re.ASCII,
)
_OPENING = 3  # sentences that say what a text is about
_OFTEN = 3  # times more than any name a dossier knows, for a text to be about somebody else
_MIN_LEAD = 1.5  # how much more often than the next the main name must stand


@dataclass(frozen=True, slots=True)
class Named:
    """A name at `start`:`end` of a sentence; `known` if a dossier lists its entity.

    `sure` is one that is surely a name: a capital that only starts a sentence is not.
    """

    entity: str
    name: str
    start: int
    end: int
    known: bool
    sure: bool


class Cast:
    """The names of one document. `main` is whom it is about, None where nobody stands out."""

    def __init__(
        self, text: str, entities: Sequence[Entity], *, title: str = "", publisher: str = ""
    ) -> None:
        self._publisher = frozenset(re.findall(r"[A-Z]\w{3,}|[㐀-鿿]{2,}", publisher))
        self._read: dict[str, list[Named]] = {}
        self._names = {re.sub("['’]s$", "", n).lower(): e for e in entities for n in e.names}
        self._subject = next((e.id for e in entities if e.is_subject), "")
        self._called = {e.id: e.names[0] for e in entities}
        self._known = _alternatives(self._names)
        whole = f"{title}\n{text}"
        self._lower = frozenset(re.findall(r"\b[a-z][a-z]+\b", whole))
        self._firm = {w for w in _inside(whole) if w.lower() not in self._lower}
        self._chinese = _inferred_chinese(whole) if not entities else ()
        self.main = self._main(text, title)

    def named(self, sentence: str) -> list[Named]:
        """The names of a sentence, in reading order; a name a dossier knows goes before others."""
        if sentence not in self._read:
            self._read[sentence] = self._named(sentence)
        return self._read[sentence]

    def _named(self, sentence: str) -> list[Named]:
        found = [self._of(m) for m in self._known.finditer(sentence)] if self._known else []
        taken = [(n.start, n.end) for n in found]
        for match in (*_LATIN.finditer(sentence), *self._in_chinese(sentence)):
            start, end = self._trimmed(sentence, match)
            if start < end and all(end <= s or e <= start for s, e in taken):
                taken.append((start, end))
                name = sentence[start:end]
                if name.split()[0] in self._publisher or _MEDIUM.match(sentence, end):
                    continue
                sure = self._is_sure(name)
                found.append(Named(_key(name), name, start, end, known=False, sure=sure))
        return sorted(found, key=lambda n: n.start)

    def one_in(self, heading: str) -> str | None:
        """The entity that a heading consists of."""
        found = self.named(heading)
        others = {n.entity for n in found}
        if len(others) != 1 or not (found[0].known or found[0].name in self._firm):
            return None
        rest = heading[: found[0].start] + heading[found[0].end :]
        return found[0].entity if len(rest.strip(" .:：。*#")) <= 12 else None

    def called(self, entity: str) -> str:
        return self._called.get(entity, entity)

    def _is_sure(self, name: str) -> bool:
        if is_cjk(name):
            return name in self._chinese or bool(_CHINESE.fullmatch(name))
        return name.split()[0] in self._firm

    def _of(self, match: re.Match[str]) -> Named:
        entity = self._names[match[0].lower()]
        return Named(entity.id, match[0], match.start(), match.end(), known=True, sure=True)

    def _in_chinese(self, sentence: str) -> Iterable[re.Match[str]]:
        for name in self._chinese:
            yield from re.finditer(re.escape(name), sentence)
        yield from (m for m in _CHINESE.finditer(sentence) if _may_name(m[0]))
        for match in _CHINESE_SUBJECT.finditer(sentence):
            name = match["name"]
            if _may_name(name):
                yield from re.compile(re.escape(name)).finditer(sentence, *match.span("name"))

    def _trimmed(self, sentence: str, match: re.Match[str]) -> tuple[int, int]:
        """Without leading words that are capitals only because a sentence starts with them."""
        start, end = match.span()
        if is_cjk(match[0]):
            return start, end
        words = match[0].split()
        if words[-1] in _PLACES or _PRODUCT.search(match[0]):
            return end, end  # a place or a product ("K2.5"), nobody who owns a figure
        for word in re.finditer(r"\S+", match[0]):
            if self._is_word(word[0], at_start=_opens(sentence, match.start() + word.start())):
                start = match.start() + word.end() + 1
            else:
                return match.start() + word.start(), end
        return end, end

    def _is_word(self, word: str, *, at_start: bool) -> bool:
        lower = word.lower()
        if word in _ACRONYMS or lower in _CALENDAR or lower in lexicon().generic_en:
            return True
        if len(word) == 1 or (at_start and word not in self._firm and lower in self._lower):
            return True
        return at_start and word not in self._firm and lower in _term_words()

    def _leads(self, piece: str, name: Named) -> bool:
        """Whether the mention makes it likelier that the text is about the name."""
        if _BESIDE.search(piece[: name.start]) or _TAKES_PART.match(piece, name.end):
            return False
        chinese_word = is_cjk(name.name) and not name.sure
        return name.known or not (chinese_word or _WRITES.match(piece, name.end))

    def _acts_in(self, text: str) -> frozenset[str]:
        """Unknown names that own or do something at least once: a heading's words do not."""
        return frozenset(_key(m["name"]) for m in _ACTING.finditer(text)) | {
            _key(name) for name in self._chinese
        }

    def _main(self, text: str, title: str) -> str | None:
        counts: Counter[str] = Counter()
        known: set[str] = set()
        for number, piece in enumerate(re.split(r"(?<=[.。!！?？\n])\s*", text)):
            for each in self.named(piece):
                if self._leads(piece, each):
                    counts[each.entity] += 1 + (number < _OPENING)
                known |= {each.entity} if each.known else set()
                self._called.setdefault(each.entity, each.name)
        counts[self._subject] = counts[self._subject] * 3 // 2  # whom the desk is about
        for each in self.named(title):
            counts[each.entity] += 2 * (counts[each.entity] > 1)
        listed = Counter({e: n for e, n in counts.items() if e in known})
        acting = self._acts_in(text)
        others = Counter({e: n for e, n in counts.items() if e not in known and e in acting})
        foreign = others.most_common(1)
        if listed and foreign and foreign[0][1] < _OFTEN * listed.most_common(1)[0][1]:
            return _leader(listed)
        return _leader(others) if foreign else _leader(listed)


def _leader(counts: "Counter[str]") -> str | None:
    ranked = [each for each in counts.most_common(2) if each[1]]
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _MIN_LEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def _key(name: str) -> str:
    """The first word tells a name apart: "Heliodor" and "Heliodor Energy" are one."""
    plain = re.sub(r"(?:公司|科技|集团)$", "", name) or name if is_cjk(name) else name
    first = plain.split()[0]
    return (first if len(first) > 3 and not is_cjk(plain) else plain).lower()


def _opens(sentence: str, position: int) -> bool:
    """Whether a capital at this place tells nothing: a sentence, heading or label starts there."""
    before = sentence[:position].rstrip(" *_#\"'“‘(-–—•>")
    return not before or before[-1] in ".:!?。：！？\n"


def _inside(text: str) -> Iterable[str]:
    """Capitalised words that no sentence starts with, and owners: they are names."""
    yield from re.findall(r"(?<=[a-z,;'’] )[A-Z][A-Za-z0-9]+(?:[-&][A-Za-z0-9]+)*", text)
    yield from re.findall(r"\b[A-Z][A-Za-z0-9]+(?=['’]s\b)", text)


def _inferred_chinese(text: str) -> tuple[str, ...]:
    """What stands where a subject stands, at least twice in the text."""
    found = {m["name"] for m in _CHINESE_SUBJECT.finditer(text)}
    names = [n for n in found if _may_name(n)]
    often = [n for n in names if text.count(n) > 1]
    return tuple(sorted(often, key=lambda n: (-text.count(n), -len(n), n))[:5])


def _may_name(chinese: str) -> bool:
    no_name = _NO_NAME_ZH.match(chinese) or _NO_NAME_IN_ZH.search(chinese)
    return not no_name and not lexicon().is_generic(chinese)


def _alternatives(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=len, reverse=True)
    if not ordered:
        return None
    parts = [
        re.escape(n) if is_cjk(n) else rf"(?<![A-Za-z0-9]){re.escape(n)}{_end_of(n)}"
        for n in ordered
    ]
    return re.compile("|".join(parts), re.IGNORECASE)


def _end_of(name: str) -> str:
    """A number may follow a name of letters: "Sluice2" is Sluice; "S2" is not "S2.5"."""
    return r"(?![A-Za-z])" if name[-1].isalpha() else r"(?![A-Za-z0-9]|\.\d)"


@cache
def _term_words() -> frozenset[str]:
    """Words of what figures are about: "Revenue was" opens with no name."""
    labels = (row["en"] for row in lexicon().attributes.values())
    words = {w for label in labels for w in re.findall(r"[a-z]+", label.lower())}
    return frozenset(
        words | {"monthly", "annual", "gross", "net", "total", "investors", "analysts"}
    )
