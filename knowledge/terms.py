"""The words that name a measure in a statement: attribute, kind of unit, terms in both languages.

The lexicon's terms are words of questions and too loose for statements ("raise", "series"), so
statements have their own. A table and nothing else: how far a term reaches is for `measures`.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Subject = Literal["none", "round", "product"]


@dataclass(frozen=True, slots=True)
class Term:
    attribute: str
    kinds: frozenset[str]
    words: str


def _term(attribute: str, kinds: str, words: str) -> Term:
    return Term(attribute, frozenset(kinds.split()), words)


# Longer or more telling wordings first: a span that one term takes is closed to the next.
_TERMS = (
    _term("runway_years", "time", r"(?:sustain operations|runway|cash (?:lasts?|may last))\b"
          r"|\blasts?\b|(?:仅能|只能|可|能|够)?(?:维持|支撑|撑)"),
    _term("arr", "money", r"\b(?:ARR|annual(?:ly|i[sz]ed)? recurring revenue|annuali[sz]ed revenue"
          r"|(?:revenue )?run[- ]rate)\b|ARR|年化(?:经常性)?(?:收入|营收)|(?:年度)?经常性收入"),
    _term("net_loss", "money", r"\b(?:adjusted )?net loss(?:es)?\b|(?:经调整)?净亏损"
                               r"|(?<!经营)(?<!营业)(?<!分部)亏损"),
    _term("gross_margin", "percent", r"\bgross (?:profit )?margin\b|毛利率"),
    _term("revenue_mix", "percent", r"\bof (?:its |the |total |all )*(?:revenue|sales)\b"
          r"|占(?:公司)?(?:总|全部)?(?:收入|营收)|收入占比"),
    _term("revenue_multiple", "multiple",
          r"(?<=times )(?:\S+ )?(?:revenue|sales|ARR)\b|\btimes revenue\b|市销率|收入倍数"),
    _term("paid_user_growth", "percent", r"\b(?:paying|paid) (?:users?|subscribers?)\b|付费用户"),
    _term("rd_expense", "money", r"\b(?:R&D|research and development)(?: spending| expenses?"
          r"| expenditure| costs?)?(?!\w)|研发(?:支出|费用|投入|开支)"),
    _term("ad_spend", "money", r"\b(?:ad(?:vertising)? (?:spend(?:ing)?|placements?|budget)"
          r"|advertising|marketing spend(?:ing)?)\b|广告(?:投放|支出|费用)"),
    _term("training_run_cost", "money", r"\btraining (?:run|session)s?\b|\btraining costs?\b"
          r"|\bcosts? (?:of |to )train(?:ing)?\b|\bone run\b|单次训练|训练(?:一次)?(?:成本|费用)"
          r"|训练一次"),
    _term("electricity_cost_annual", "money", r"\b(?:electricity|power bill|energy) ?(?:costs?"
                                              r"|bills?)?"
          r"|电费|用电成本|电力成本"),
    _term("training_energy", "kWh", r"\belectricity\b|\btrain(?:s|ing)?\b|用电|耗电|训练"),
    _term("burn", "money", r"\b(?:cash burn|burn(?:s|ed|ing)?(?: rate| through)?|uses|used)\b"
          r"|消耗|烧钱|烧掉"),
    _term("ownership_share", "percent", r"\b(?:stakes?|equity interest|shareholding|held|holds"
                                        r"|owns|owned)\b"
          r"|持有|持股|股份|股权|占股"),
    _term("investment_amount", "money", r"\binvested\b|\bput\b(?=.{4,40}\binto\b)|\bpumped\b"
                                        r"|投资了?|投入"),
    _term("cash", "money", r"\bcash(?: and (?:cash )?equivalents| reserves?| positions?| balances?"
          r"| holdings?| pile| on hand| on the books)?\b(?![- ](?:flow|part|out|credits?))"
          r"|\bin the bank\b|现金(?:储备|余额|及现金等价物)?(?!流)|账上资金|账面资金"),
    _term("debt", "money", r"\b(?:bank )?(?:loans?|borrowings)\b|\bdebts?\b|银行贷款|借款"
                           r"|负债总额"),
    _term("market_cap", "money", r"\bmarket (?:value|cap(?:itali[sz]ation)?)\b|市值"),
    _term("valuation", "money", r"\b(?:post|pre)-money(?: (?:value|valuation))?\b"
          r"|\bvaluations?(?: of)?\b|\bvalued\b|\bvalues\b|\bvaluing\b"
          r"|(?<!shares )(?<!stock )\bworth\b|投[前后]?估值|估值|投[前后]"),
    _term("round", "money", r"\brais(?:e|es|ed|ing)\b|\bSeries [A-H]\d?\+?(?!\w)"
          r"|\b(?:funding |financing )?rounds?\b|\bsecur(?:ed|ing)\b|\bclosed\b"
          r"|(?:[A-H]\d?\+?|Pre-[A-H]|天使|种子|首)轮(?:融资)?|融资(?:额|总额)?(?![中前后时方])|募资(?:总额)?|募集(?:资金)?"),
    _term("revenue", "money", r"(?<!recurring )\brevenues?\b|\bturnover\b"
          r"|(?<!daily )\bsales\b|(?:营业)?收入|营收|营业额"),
    _term("mau", "users count", r"\bmonthly (?:active )?users?\b|\bMAUs?\b"
                                r"|月活(?:跃)?(?:用户)?(?:数)?|MAU"),
    _term("wau", "users count", r"\bweekly (?:active )?users?\b|\bWAUs?\b"
                                r"|周活(?:跃)?(?:用户)?(?:数)?"),
    _term("headcount", "people", r"\bemploy(?:s|ed|ees|ing)\b|\bstaff\b|\bheadcount\b|员工|雇员"),
    _term("customers", "count", r"\b(?:corporate |enterprise |paying )?(?:customers|clients)\b"
                                r"|(?:企业)?客户"),
    _term("context_window", "tokens characters",
          r"\bcontext(?: window| length)?\b|\bwindow\b|上下文(?:窗口|长度)?|窗口"),
    _term("params", "params", r"\bparameters?\b|参数"),
    _term("price_output", "price", r"\boutput\b|\bout\b|输出"),
    _term("price_input_cached", "price", r"\bcached(?: input)?\b|缓存"),
    _term("price_input", "price", r"\binput\b|\bin\b|输入"),
)  # fmt: skip

_SUBJECTS: dict[str, Subject] = {
    "context_window": "product", "params": "product", "price_input": "product",
    "price_input_cached": "product", "price_output": "product", "round_amount": "round",
    "round_target": "round", "valuation": "round", "valuation_pre": "round",
    "valuation_post": "round", "valuation_target": "round",
}  # fmt: skip


def subject_of(attribute: str) -> Subject:
    """What besides the company such a figure belongs to."""
    return _SUBJECTS.get(attribute, "none")


@cache
def patterns() -> tuple[tuple[Term, re.Pattern[str]], ...]:
    return tuple((t, re.compile(t.words, re.IGNORECASE | re.ASCII)) for t in _TERMS)
