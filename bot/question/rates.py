"""A rate of exchange that the question gives and the record has as well → the question without it.

"At 7.1 yuan to the dollar, what did the A bring in?", 按1美元兑7.1元计算: conversions take the
recorded rate anyway. A rate that is not on record stays, so that nothing is told at another one.
In: a question, the ledger. Knows no figure.
"""

import re
from decimal import Decimal

from knowledge import Ledger

_NUMBER = r"(?P<{}>\d{{1,4}}\.\d{{1,4}}|\d{{2,4}})"
_MONEY = (
    r"(?:(?:US|C|A|S|HK)?[$€£¥]|(?-i:[A-Z]{3})|(?:US )?dollars?|euros?|pounds?|yuan|renminbi|rmb"
    r"|yen|won|rupees?|kroner?|kronor|reais|real|francs?)"
)
_EN = re.compile(
    rf",?\s*\b(?:at|using|taking|assuming|with)\s+(?:an? |the )?(?:exchange |fx )?(?:rate of )?"
    rf"{_NUMBER.format('en')}(?!\s?(?:%|percent|million|billion|bn|mn|m\b|x\b|times))"
    rf"(?:\s*{_MONEY})?(?:\s*(?:to|per|for|/|=|a)\s*(?:the |one |1 |an? )?{_MONEY})?\s*,?",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?:如果|若)?(?:按照?|以|用|就按)(?:汇率)?(?:1\s?[㐀-鿿]{1,3}(?:兑换?|对|=|合|折合|等于|换)\s?)?"
    rf"{_NUMBER.format('zh')}(?![\d.]*[%万亿年月日倍人家])"
    r"(?:元人民币|人民币|[㐀-鿿]{0,2}(?:元|镑|克朗|卢比|雷亚尔))?"
    r"(?:兑?1?[㐀-鿿]{1,2}元)?(?:的?汇率)?(?:来?(?:计算|折算|换算|折合|算|计|折|换))?[，,]?"
)


def without_rate(question: str, ledger: Ledger) -> str:
    held = {r.rate for r in ledger.rates}
    for way, group in ((_EN, "en"), (_ZH, "zh")) if held else ():
        for match in way.finditer(question):
            if Decimal(match[group]) in held:
                left = f"{question[: match.start()]} {question[match.end() :]}"
                return left.strip(" ,，")
    return question
