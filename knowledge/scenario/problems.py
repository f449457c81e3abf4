"""Why a scenario cannot be computed, as a sentence in either language; never with a figure.

A figure in such a sentence would be read as an answer. Knows no inputs.
"""

from typing import Literal

from knowledge.errors import KnowledgeError
from knowledge.records import Language

Problem = Literal[
    "negative", "no_cost", "contradiction", "raise_too_early", "raise_too_late", "horizon",
    "growth", "currency", "no_cash", "no_costs_known", "no_run_cost", "no_runs", "no_base",
    "no_revenue", "other_company", "unread", "at_floor",
]  # fmt: skip
_HELP = (
    "Give the number of training runs or the burn a year, and ask again.",
    "请给出每年训练次数或年消耗，再问一次。",
)
# problem → what is wrong and what to do, each in English and Chinese; {what} is quoted
_TEXTS: dict[Problem, tuple[tuple[str, str], tuple[str, str]]] = {
    "negative": (
        ("A scenario cannot have a negative {what}.", "情景中的{what}不能为负数。"),
        ("Give an amount of zero or more.", "请给出不小于零的数值。"),
    ),
    "no_cost": (
        (
            "If nothing is spent, the cash never runs out, so there is no runway to compute.",
            "如果没有任何支出，现金就不会用完，也就没有可计算的跑道。",
        ),
        _HELP,
    ),
    "contradiction": (
        (
            "The question gives {what} in two ways that contradict each other.",
            "问题对{what}给出了相互矛盾的说法。",
        ),
        ("Keep one of them and ask again.", "请只保留其中一个，再问一次。"),
    ),
    "raise_too_early": (
        (
            "The raise is dated on or before the day of the cash balance, which would already "
            "contain it.",
            "这笔融资的日期不晚于现金余额日，余额已包含在内。",
        ),
        ("Give a date after the balance.", "请给出余额日之后的日期。"),
    ),
    "raise_too_late": (
        (
            "The raise is dated after the end of the period that the model covers.",
            "这笔融资的日期晚于模型所涵盖的期间。",
        ),
        ("Give an earlier date or a longer horizon.", "请给出更早的日期或更长的期限。"),
    ),
    "horizon": (
        (
            "The model covers between a month and fifty years; the period asked for is outside.",
            "模型涵盖一个月至五十年，所问期间超出此范围。",
        ),
        ("Ask about a shorter period.", "请换一个更短的期间。"),
    ),
    "growth": (
        (
            "Revenue cannot shrink by more than all of itself or more than double every month.",
            "收入每月的降幅不能超过其全部，增幅也不能超过一倍。",
        ),
        ("Give a monthly growth within those limits.", "请给出此范围内的月增速。"),
    ),
    "currency": (
        (
            "Nothing here gives an exchange rate for {what!r}, so it cannot enter the model.",
            "此处没有“{what}”的汇率，无法代入模型。",
        ),
        ("Give the amount in the currency of the balance.", "请用余额所用的货币给出金额。"),
    ),
    "no_cash": (
        (
            "The sources state no dated cash balance to start from.",
            "资料中没有可作起点的、有日期的现金余额。",
        ),
        ("Ingest a document that states the cash.", "请导入载有现金余额的资料。"),
    ),
    "no_costs_known": (
        (
            "The question names neither training runs nor a burn, and the sources give no burn.",
            "问题没有给出训练次数或消耗，资料中也没有消耗数据。",
        ),
        _HELP,
    ),
    "no_run_cost": (
        ("The sources do not state what a training run costs.", "资料未说明单次训练的成本。"),
        ("Give the cost of a run in the question.", "请在问题中给出单次训练成本。"),
    ),
    "no_runs": (
        (
            "The question gives the cost of a run but not how many there are a year, and the "
            "sources do not say.",
            "问题给出了单次训练成本，但没有给出每年次数，资料中也没有。",
        ),
        _HELP,
    ),
    "no_base": (
        (
            "The question changes {what} from what it is, and the sources do not state that.",
            "问题在现有{what}的基础上增减，而资料没有给出现有的数值。",
        ),
        ("Give it as an amount.", "请直接给出金额。"),
    ),
    "no_revenue": (
        (
            "The question speaks of growth, and there is no revenue to grow from.",
            "问题涉及增速，但没有可作起点的收入。",
        ),
        ("Give the revenue of a month.", "请给出月收入。"),
    ),
    "at_floor": (
        (
            "The recorded cash is not above what the question says must be left.",
            "所记录的现金不高于问题所说须保有的金额。",
        ),
        ("Give a lower amount.", "请给出更低的金额。"),
    ),
    "other_company": (
        (
            "The cash model is that of the company under examination, not of {what}.",
            "现金模型只针对所研究的公司，不适用于{what}。",
        ),
        ("Ask about the company under examination.", "请就所研究的公司提问。"),
    ),
    "unread": (
        (
            "The cash model cannot tell what this supposition changes, so nothing is computed.",
            "现金模型读不出这一假设改变了什么，因此不作计算。",
        ),
        (
            "It can change the opening cash, the burn, training runs and their cost, electricity, "
            "people and other spending, revenue and its growth, money raised on a day, and a "
            "one-off cost: as an amount, a percentage or a factor.",
            "可以改变的有：期初现金、消耗、训练次数及单次成本、电费、人员及其他支出、收入及其增速、"
            "某日到账的融资、一次性支出；可用金额、百分比或倍数表示。",
        ),
    ),
}
_NAMES_ZH = {
    "one-off cost": "一次性支出",
    "opening cash": "期初现金", "training runs": "训练次数", "cost of a run": "单次训练成本",
    "electricity": "电费", "people and other spending": "人员及其他支出", "burn": "消耗",
    "revenue": "收入", "revenue growth": "收入增速", "raise": "融资", "spending": "支出",
    "the range": "区间取值", "the period": "期间", "what to solve for": "所求的量",
}  # fmt: skip


class ScenarioError(KnowledgeError):
    """An impossible or incomplete scenario. `said` and `helped` put it in the asker's language."""

    def __init__(self, problem: Problem, what: str = "") -> None:
        self.problem, self.what = problem, what
        super().__init__(self.said("en"), help=self.helped("en"))

    def said(self, language: Language) -> str:
        en, zh = _TEXTS[self.problem][0]
        if language == "zh":
            return zh.format(what=_NAMES_ZH.get(self.what, self.what))
        return en.format(what=self.what)

    def helped(self, language: Language) -> str:
        return _TEXTS[self.problem][1][language == "zh"]

    def told(self, language: Language) -> str:
        """What is wrong and what to do about it."""
        joint = "" if language == "zh" else " "
        return self.said(language) + joint + self.helped(language)
