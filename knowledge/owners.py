"""Whose figure an amount is: the name that owns it in its sentence, or the one the text is on.

In: a sentence with its names, the place of an amount and of the words that name it, and whom the
text was speaking of. Out: an entity, or None where grammar does not settle it. Prefers silence: a
name that led, joined or reported is never taken for the owner of the money.
"""

import re
from collections.abc import Sequence

from knowledge.actors import Named
from knowledge.matcher import is_cjk

_PREPOSITION = re.compile(
    r"(?:\b(?:by|with|from|for|in|at|of|to|on|than|against|like|as|via|per|citing|into|including"
    r"|behind|over|versus|vs\.?|between|joined|named|called|led|and|or|both)\s+(?:the\s+|adviser\s+)?"
    r"|[由被与和向对从在给以于比及、让同]|据|根据|援引)$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:and|or)\s+$|[和与及、]$")
_GIVES = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:co-)?(?:led|leads|lead|joined|joins|participated|invest\w*|backed|backs"
    r"|put|puts|pumped|committed|bought|acquired|took)\b"
    r"|[^，。；由]{0,20}?(?:领投|跟投|入股|参投|认购|出资)|[^，。；由]{0,4}投资",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:,[^,]{1,40},)?\s*(?:also |has |had |have )?(?:said|says|report(?:s"
    r"|ed)|wrote|writes"
    r"|told|tells|claims|claimed|notes|noted|stress(?:es|ed)|emphasi[sz]e[sd]|estimate[sd]"
    r"|reckon(?:s|ed)|put|puts|gives|gave|describes|cites|revealed|announced|believes|expects)\b"
    r"|(?:表示|称|说|透露|报道|认为|指出|写道|披露|估算|估计)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:,[^,]{1,40},)?\s*(?:also |now |still |then |only |reportedly "
    r"|already )?"
    r"(?:has|had|have|is|was|were|holds?|held|raised|raises|closed|counts?|employ\w*|earn\w*|made"
    r"|burn\w*|spen\w*|uses?|reached|reaches|passed|grew|gets?|secured|completed|turned|lost|posted"
    r"|booked|recorded|trades?|offers?|carries|keeps?|seeks?|sought|generated|brought|plans?|sits?"
    r"|announced|said|says|put|puts)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s\b|的")
_PRONOUN = re.compile(
    r"\b(?:it|its|(?:the|this) (?:company|firm|start-?up|group|lab|business|maker|recycler))\b"
    r"|该公司|本公司|公司|该企业|其",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:rivals?|competitors?|peers?|companies|firms|start-?ups|labs|players|industry|sector|market"
    r" size|investors|hosts|organi[sz]ations|customers with|anyone|each|every|others?"
    r"|researchers)\b"
    r"|竞争对手|对手|同行|同业|行业|友商|企业们|多家|各家|两家|机构投资",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:of|in|into)\s+(?:the\s+)?$|(?:向|持有|对|入股)$", re.IGNORECASE)
_HELD_PRONOUN = re.compile(r"\s(?:stake )?(?:of|in|into) the company\b|(?:的)?(?:该)?公司")
_LINK = re.compile(r"\s*(?:and|与|和|及|、)\s*")
_MONEY_IN = {"round_amount", "round_target", "raised_total", "valuation", "valuation_post",
             "valuation_pre", "valuation_target"}  # fmt: skip
# What may stand before the subject of a Chinese clause: a time, a conjunction, nothing.
_LEADS_ZH = re.compile(
    r"(?:[^由被与和向对从给]{0,14}(?:年|月|日|季度|周|前|后|时|期|末|初|底)|其中|而|但|同时|此外|目前|今年|去年"
    r"|[-*•\s]+)?(?:，|创始人|公司|旗下)?"
)
_TURN = re.compile(r"而|但|则|；|;")
_DIRECT = re.compile(
    r"(?:['’]s)?(?:\s+(?!and\b|or\b|to\b|by\b|with\b|for\b|in\b|ha[sd]\b|of\b)[\w-]+){0,3}\s*"
)
_DIRECT_ZH = re.compile(r"的?[^，。；、的由向]{0,4}")
_OBJECT = re.compile(r"(?:\s+(?:of|at|for))?\s*(?:the\s+)?")


def owner(  # noqa: PLR0913  # an amount, its words, and what is known around them
    sentence: str,
    names: Sequence[Named],
    *,
    attribute: str,
    words: tuple[int, int],
    figure: tuple[int, int],
    spoken_of: str | None,
) -> str | None:
    """The entity's id; `spoken_of` is whom the text before the sentence was on."""
    if any(_is_unclear(sentence, n, words[0]) for n in names if n.end <= figure[0]):
        return None
    names = [n for n in names if n.sure or (_acts(sentence, n) and not is_cjk(n.name))]
    direct = _direct(sentence, names, words, figure)
    if direct:
        return direct.entity
    place = min(words[0], figure[0])
    turn = max((m.end() for m in _TURN.finditer(sentence, 0, place)), default=0)
    before = [n for n in names if turn <= n.start and n.end <= place]
    if (
        not before
        and turn
        and sentence[turn - 1] in "而但则"
        and not _PRONOUN.search(sentence, turn, place)
    ):
        return None  # whom the other half is about is not said in a way that is understood here
    subject = next((n for n in reversed(before) if _is_subject(sentence, n)), None)
    if subject is None:
        return _nameless(sentence, names, figure, before, spoken_of)
    behind = sentence[subject.end :]
    chinese = is_cjk(sentence)
    if attribute in _MONEY_IN and _GIVES.match(behind):
        return None
    if _joint(sentence, names, subject):
        return None
    subject = _maker(sentence, before, subject)
    itself = subject.known or subject.entity == spoken_of
    if _TELLS.match(behind) and not itself:
        return _nameless(sentence, names, figure, [], spoken_of)
    if _POSSESSIVE.match(behind) and not itself:
        return _nameless(sentence, names, figure, [], spoken_of)
    if _OTHERS.search(sentence[subject.end : place]):
        return None
    return subject.entity if itself or chinese or _VERB.match(behind) else None


def subject(sentence: str, names: Sequence[Named]) -> Named | None:
    """The first name that acts in the sentence, for what the next sentence leaves out."""
    acting = (n for n in names if _is_subject(sentence, n) and not _GIVES.match(sentence, n.end))
    return next((n for n in acting if n.known or _VERB.match(sentence, n.end)), None)


def holding(
    sentence: str, names: Sequence[Named], figure: tuple[int, int], main: str | None
) -> tuple[str, Named] | None:
    """(the company, its holder) of a stake or an investment: "X put 5 into Y", "X向Y投资5"."""
    inside = [n for n in names if _HELD.search(sentence[: n.start])]
    company = next((n.entity for n in inside if n.start >= figure[1] or is_cjk(sentence)), None)
    if company is None and _HELD_PRONOUN.match(sentence, figure[1]):
        company = main
    before = [n for n in names if n.end <= figure[0] and _is_subject(sentence, n)]
    sure = (n for n in reversed(before) if n.known or _VERB.match(sentence, n.end))
    holder = next((n for n in sure if n.entity != company), None)
    return (company, holder) if company and holder else None


def _direct(
    sentence: str, names: Sequence[Named], words: tuple[int, int], figure: tuple[int, int]
) -> Named | None:
    """The name right before the words or the amount, or right behind: "
    ""revenue of X", "valued X".
    """
    pattern = _DIRECT_ZH if is_cjk(sentence) else _DIRECT
    for each in reversed(names):
        if each.end <= words[0] and pattern.fullmatch(sentence, each.end, words[0]):
            owns = sentence[each.end : words[0]].strip() != "" or words[0] < figure[0]
            if owns and _owns(sentence, each):
                return each
        if each.end <= figure[0] and re.fullmatch(r"['’]s\s+|的", sentence[each.end : figure[0]]):
            return each
        if words[1] <= each.start and _OBJECT.fullmatch(sentence, words[1], each.start):
            follows = _POSSESSIVE.match(sentence, each.end)
            return None if follows else each
    return None


def _joint(sentence: str, names: Sequence[Named], subject: Named) -> bool:
    """Two act together: "X and Y raised 5 in all" is neither's own."""
    before = (sentence[n.end : subject.start] for n in names if n.end <= subject.start)
    behind = (sentence[subject.end : n.start] for n in names if n.start >= subject.end)
    return any(_LINK.fullmatch(gap) for gap in (*before, *behind))


def _maker(sentence: str, before: Sequence[Named], subject: Named) -> Named:
    """Whose product acts: "Brinekeld's return app Loopdrop had …" is about Brinekeld."""
    makers = (n for n in before if n.known and n.end < subject.start and not subject.known)
    owned = re.compile(r"['’]s(?: [\w-]+){0,3} ?|的[^，。]{0,6}")
    return next((n for n in makers if owned.fullmatch(sentence, n.end, subject.start)), subject)


def _is_unclear(sentence: str, name: Named, words: int) -> bool:
    """Chinese that stands where a subject stands and may be a company nobody has listed."""
    if name.sure or not is_cjk(name.name) or _TELLS.match(sentence, name.end):
        return False
    return not re.search(r"[。；;]", sentence[name.end : max(name.end, words)])


def _acts(sentence: str, name: Named) -> bool:
    """A capital at the start of a sentence is a name if it owns or does something."""
    return bool(_POSSESSIVE.match(sentence, name.end) or _VERB.match(sentence, name.end))


def _owns(sentence: str, name: Named) -> bool:
    return bool(_POSSESSIVE.match(sentence, name.end)) or _is_subject(sentence, name)


def _is_subject(sentence: str, name: Named) -> bool:
    before = sentence[: name.start]
    if is_cjk(sentence):
        clause = re.split(r"[，。；：,;:（(]", before)[-1]
        return bool(_LEADS_ZH.fullmatch(clause))
    if not _PREPOSITION.search(before):
        return True
    # "Zhipu was worth 5 and MiniMax 3": after a figure, "and" starts the next subject
    return bool(_LISTED.search(before) and re.search(r"\d[^,，]{0,24}$", before))


def _nameless(
    sentence: str,
    names: Sequence[Named],
    figure: tuple[int, int],
    before: Sequence[Named],
    spoken_of: str | None,
) -> str | None:
    """Nobody in the sentence acts: whom the text was on, unless the clause speaks of others."""
    clause = sentence[: figure[1]]
    if _OTHERS.search(clause):
        return None
    elsewhere = {n.entity for n in before if n.known} - {spoken_of}
    if elsewhere and not _PRONOUN.search(clause):
        return None
    return spoken_of
