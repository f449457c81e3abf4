"""Of the concepts that a question names, the one it is mainly about.

In: mentions of concepts, the ledger. Out: their concepts, the main one first. Knows the lexicon,
which attributes are recorded, and what asks in a Chinese sentence.
"""

import re
from collections.abc import Sequence

from bot.question.recent import recent
from knowledge import Ledger, Mention, is_cjk, lexicon, named_in, periods

_ORDER = "ranking"
_KEPT = "compliance"  # whether a condition was kept is not told by the condition
_ANY_DAY = "2000-01-01"  # only where a time stands is asked, not which year it is of
_CHIEF = "chief_executive"
_STAKE = "stake"
_ITS_WORTH = re.compile(r"\b(?:is|was|were|are) (?:it|that|they|those) worth$|它值多少钱?$", re.I)
_OF_ROUND = re.compile(
    r"\b(?:in|at|of|from|since|vs|versus|against|than|with|to)\s+(?:the |its |their )?$",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:cheap|expensive|dear|rich|(?:over|under)-?(?:valued|priced))\b|贵|便宜|高估|低估",
    re.IGNORECASE,
)
_BEFORE_EN = re.compile(r"\b(?:before|prior to|ahead of)\s+(?:the |its |their )?$", re.IGNORECASE)
_BEFORE_ZH = re.compile(r"之?前(?![\d一二三四五六七八九十])|以前")
_BY_ZH = re.compile(r"(?:靠|凭借?|通过)[^，。？?的]{0,4}$")
_OF_ZH = re.compile(r"[^，。？?的]{0,6}的")
_PRICE_ALONE = re.compile(
    r"\W*(?:how much (?:is|are|does|do)\W*(?:cost)?|what (?:does|do)\W*cost"
    r"|(?:是|要|卖)?\W*多少钱|怎么卖)\W*",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:which|what)(?: is| are)?(?: the)?(?: \w+){0,2} "
    r"(?:models?|labs?|compan(?:y|ies)|providers?)\b"
    r"|哪[个款](?:大?模型|公司)|哪家(?!客户|银行|投资|基金|机构)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[?？;；。]")
_CLAUSE_ZH = re.compile(r"[，,；;：:。？?]")
_ASKS_ZH = re.compile(r"多少|多久|多大|多高|多快|多长|几|什么|哪|谁|如何|怎么|怎样|为何")


def but_its_worth(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without the valuation where "what was it worth" asks it of something named before."""
    return [
        m
        for i, m in enumerate(mentions)
        if not (i and m.concept == "valuation" and _ITS_WORTH.search(question[: m.end]))
    ]


def but_its_part(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without the stake where 占多少 stands right behind what is no holder: API收入占多少."""
    known = lexicon().concepts
    others = [m for m in mentions if known[m.concept].topic != known[_STAKE].topic]

    def is_part(mention: Mention) -> bool:
        if mention.concept != _STAKE or question[mention.start] != "占":
            return False
        return any(0 <= mention.start - m.end < len("的约") for m in others)

    return [m for m in mentions if not is_part(m)]


def but_comparing(
    question: str, mentions: Sequence[Mention], beside: Sequence[Mention]
) -> list[Mention]:
    """Without the price of "pricier" and 比…贵 where another thing is compared or beside it."""
    than = [m for m in lexicon().wanted(question) if m.concept == "compare"]
    idle = [
        m
        for m in mentions
        if question[m.start] == "比" or any(t.start <= m.start and m.end <= t.end for t in than)
    ]
    rest = [m for m in mentions if m not in idle or m.concept != "token_price"]
    return rest if rest or beside else list(mentions)


def but_last_round(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without the funding of "in the last round" and "the June 2026 round": that names the round,
    and asks for no sum.
    """
    ends = ("latest_round", "first_round")
    told = [m for m in lexicon().wanted(question) if m.concept in ends]
    named = [m for m in told if _OF_ROUND.search(question[: m.start])]
    named += [m for m in mentions if names_round(question, m)]
    return [m for m in mentions if not any(t.start <= m.start and m.end <= t.end for t in named)]


def asks_price(question: str, names: Sequence[str]) -> bool:
    """Nothing is asked but what something costs: K3多少钱, "how much is K3?"."""
    for name in names:
        question = question.replace(name, " ")
    return bool(names and _PRICE_ALONE.fullmatch(question))


def names_round(question: str, mention: Mention) -> bool:
    """The bare word behind a time: "in its June round"."""
    bare = question[mention.start : mention.end].lower() == "round"
    return bare and any(
        not question[p.stop : mention.start].strip()
        for p in (*periods.find(question), *recent(question, _ANY_DAY))
        if p.stop <= mention.start
    )


def but_setting(
    question: str, mentions: Sequence[Mention], beside: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """What only says when or by what stands beside what is asked for: the launch of "before launch"
    and 发布前, the adverts of 靠投放买来的护城河.
    """
    rest = [m for m in mentions if not _is_setting(m, question)]
    moved = [m for m in mentions if m not in rest]
    return (rest, [*beside, *moved]) if rest else (list(mentions), list(beside))


def _is_setting(mention: Mention, question: str) -> bool:
    before = question[: mention.start]
    if _BEFORE_EN.search(before) or _BEFORE_ZH.match(question, mention.end):
        return True
    return bool(_BY_ZH.search(before) and _OF_ZH.match(question, mention.end))


def nearest(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """In reading order; in Chinese those that stand nearest to what asks first: in 训练一个模型要用
    多少度电 the electricity, which English names first.
    """
    asks = [m.start() for m in _ASKS_ZH.finditer(question)] if is_cjk(question) else []
    if not asks:
        return list(mentions)
    ends = [m.end() for m in _CLAUSE_ZH.finditer(question)]

    def place(mention: Mention) -> tuple[bool, int, int]:
        """Of clauses that ask, the first leads: 最大客户是谁，占收入多少; so does a heading."""
        clause = sum(end <= mention.start for end in ends)
        own = [at for at in asks if sum(end <= at for end in ends) == clause]
        heading = question[mention.end : mention.end + 1] in (":", "：")
        near = min((_apart(mention, at) for at in own or asks), default=0)
        return not (own or heading), clause, near

    return sorted(mentions, key=place)


def _apart(mention: Mention, at: int) -> int:
    """Characters between the mention and what asks, which may stand in it."""
    return max(mention.start - at, at - mention.end, 0)


def main_first(concepts: Sequence[str], ledger: Ledger, *, share: bool) -> tuple[str, ...]:
    """What can never be recorded before what is, a figure that is not recorded before the rest,
    whole topics last.

    "User churn" is about churn, "risks of the API" about the API, "the share price of the listing"
    about a price, "how many years does the cash last" about a time that rests on the cash.
    """
    known = lexicon().concepts
    held = {f.attribute for f in ledger.facts}

    def place(concept: str) -> tuple[bool, ...]:
        one = known[concept]
        missing = held.isdisjoint((*one.attributes, concept))
        figure = missing and one.unit in ("money", "percent")
        rests = one.unit == "time" and any(
            known[c].attributes[:1] and known[c].attributes[0] in one.attributes[1:]
            for c in concepts
        )
        part = share and one.unit == "percent" and not missing
        if concept == _ORDER:  # "ranked by market value" is about the value
            return True, True, True, True, True, True, True
        whole = any(c.startswith(f"{concept}_") for c in concepts)  # ipo, where ipo_size is asked
        return (
            concept != _KEPT,
            whole or any(_is_part(c, concept) or _is_narrower(c, concept) for c in concepts),
            bool(one.attributes),
            not (figure or part),
            not rests,
            bool(one.topics),
            missing,
        )

    return tuple(sorted(dict.fromkeys(concepts), key=place))


def _is_part(one: str, of: str) -> bool:
    """Both are whole topics, and the one is a side of the other: "which model, on long context"."""
    part, whole = lexicon().concepts[one], lexicon().concepts[of]
    if not (part.topics and whole.topics and part.attributes):
        return False
    return part.attributes[0] in whole.attributes[1:] and whole.attributes[0] not in part.attributes


def _is_narrower(one: str, other: str) -> bool:
    """It is told by what tells the other, where that speaks of it: a hearing is of a lawsuit."""
    small, large = lexicon().concepts[one], lexicon().concepts[other]
    if large.unit == "text" and small.unit == "percent" and not large.topics:
        return {*small.attributes} < {*large.attributes}  # 股东都有谁，各持股多少 asks for stakes
    told, plain = small.if_said, {*large.attributes} - large.if_said
    return bool(told and plain) and told >= {*small.attributes} and told <= {*large.attributes}


def recorded_first(
    concepts: Sequence[str], also: Sequence[str], ledger: Ledger
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The concepts, and those asked for beside the main one. Of two that are each asked for by
    themselves the one that is on record leads: "revenue and dividend".
    """
    known = lexicon().concepts
    held = {f.attribute for f in ledger.facts}
    told = [c for c in also if not held.isdisjoint((*known[c].attributes, c))]
    lead = concepts[0] if concepts else ""
    if not (lead and told) or not held.isdisjoint((*known[lead].attributes, lead)):
        return tuple(concepts), tuple(also)
    lead = told[0]
    rest = tuple(c for c in concepts if c != lead)
    return (lead, *rest), (*(c for c in also if c != lead), concepts[0])


def judged_first(question: str, concepts: Sequence[str]) -> list[str]:
    """What is paid for what is earned before the price, where that is called dear or cheap."""
    judged = {"valuation", "multiple"}.issubset(concepts) and _JUDGED.search(question)
    return sorted(concepts, key=lambda c: c != "multiple") if judged else list(concepts)


def of_office(concepts: Sequence[str], ledger: Ledger) -> tuple[str, ...]:
    """Where nobody is on record as its chief executive, the founder is who runs the company."""
    company = ledger.subject.id if ledger.subject else None
    texts = (f"{f.subject or ''}\n{f.statement}" for f in ledger.facts if f.entity == company)
    if _CHIEF not in concepts or any(_CHIEF in named_in(text) for text in texts):
        return tuple(concepts)
    return tuple(dict.fromkeys("founder" if c == _CHIEF else c for c in concepts))


def _asks_own_first(question: str, mentions: Sequence[Mention]) -> bool:
    """A sentence asks for the company's own before another asks for that of its rivals."""
    known = lexicon().concepts
    rivals = [m.start for m in mentions if known[m.concept].rivals]
    own = [m.end for m in mentions if known[m.concept].own and not known[m.concept].rivals]
    return any(_SENTENCE.search(question[e:s]) for e in own for s in rivals if e < s)


def of_rivals(
    question: str, concepts: Sequence[str], mentions: Sequence[Mention], ledger: Ledger
) -> tuple[str, ...]:
    """Where a figure of the rivals is asked for ("their competitors' revenue"), those of whom it
    is on record, behind the company where its own is asked for, too (公司的毛利率是多少？同行呢？,
    "the cheapest model");
    none where it is not, or where no rivals are spoken of.
    """
    known = lexicon().concepts
    main = known[concepts[0]] if concepts else None
    extreme = {"most", "least"}.intersection(m.concept for m in lexicon().wanted(question))
    of_all = bool(extreme and _OF_ALL.search(question))
    named = any(known[c].rivals for c in concepts[1:])
    others = of_all or named
    if main is None or not others or not main.own or main.unit in ("text", "time"):
        return ()
    company = ledger.subject.id if ledger.subject else None
    held = [f.entity for f in ledger.facts if f.range and f.attribute in main.attributes]
    rivals = [e for e in dict.fromkeys(held) if e != company and e in ledger.entity_of]
    both = (company in held and not named) or _asks_own_first(question, mentions)
    own = [company] if rivals and company and both else []
    return (*own, *rivals)
