"""Hard inputs for `amounts.find`, typed by hand, and properties that hold for any input.

One parser serves facts, verification and scoring, so a defect in it would hide itself: nothing here
is computed from what the parser says. Every defect found adds a row.
"""

import time
from decimal import Decimal

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import amounts
from knowledge.records import Amount, Language


def case(name: str, text: str, *expected: str) -> ParameterSet:
    return pytest.param(text, expected, id=name)


def said(amount: Amount) -> str:
    """The amount as "value unit [bound]", ranges as "low..high", in plain digits."""
    value = f"{amount.low:f}" if amount.low == amount.high else f"{amount.low:f}..{amount.high:f}"
    return f"{value} {amount.unit}" + ("" if amount.bound == "exact" else f" {amount.bound}")


def spelled(expected: str) -> str:
    """ "1e10 CNY" as "10000000000 CNY", so that the tables stay readable."""
    value, _, rest = expected.partition(" ")
    numbers = (Decimal(number) for number in value.split(".."))
    plain = (f"{number:f}" if "E" in str(number) else str(number) for number in numbers)
    return f"{'..'.join(plain)} {rest}"


LOSSES = [
    case("loss-in-a-cell", "(340)", "-340 count"),
    case("loss-with-thousands", "(1,250)", "-1250 count"),
    case("loss-with-currency", "net loss of $(340) million", "-3.4e8 USD"),
    case("loss-of-per-cent", "a margin of (12.5)%", "-12.5 percent"),
    case("loss-in-yi", "(3.4)亿元", "-3.4e8 CNY"),
    case("number-in-brackets-is-no-loss", "the headcount (340) of the lab", "340 count"),
    case("restated-in-brackets-is-no-loss", "1 million tokens (1,048,576)", "1e6 tokens",
         "1048576 tokens"),
    case("year-and-a-half", "一年半", "1.5 years"),
    case("two-years-and-a-half", "现金可撑两年半", "2.5 years"),
    case("a-year-is-no-amount", "一年"),
    case("as-much-as", "最高可达10亿美元", "1e9 USD at_most"),
    case("rose-about", "约上升4倍", "4 multiple about"),
]  # fmt: skip
MONEY_EN = [
    case("list-behind", "2.55 and 7.3 billion yuan", "2.55e9 CNY", "7.3e9 CNY"),
    case("crore", "INR 336 crore", "3.36e9 INR"),
    case("crores-of-rupees", "1,800 crores of rupees and ₹45 lakh", "1.8e10 count", "4.5e6 INR"),
    case("lakh-crore", "₹1.2 lakh crore", "1.2e12 INR"),
    case("currency-code-in-front", "CNY 10 billion", "1e10 CNY"),
    case("rmb-glued", "RMB10bn", "1e10 CNY"),
    case("yuan-behind", "10 billion yuan", "1e10 CNY"),
    case("yuan-sign", "¥10bn", "1e10 CNY"),
    case("full-width-yuan-sign", "￥10bn", "1e10 CNY"),
    case("bn-yuan", "5.9bn yuan", "5.9e9 CNY"),
    case("spelled-out-yuan", "ten billion yuan", "1e10 CNY"),
    case("spelled-out-capital", "Two million dollars", "2e6 USD"),
    case("twenty-five-million", "twenty-five million dollars", "2.5e7 USD"),
    case("half-a-billion", "half a billion dollars", "5e8 USD"),
    case("a-billion", "a billion dollars", "1e9 USD"),
    case("dollar-bn", "$1.2bn", "1.2e9 USD"),
    case("us-dollar-sign", "US$1.2 billion", "1.2e9 USD"),
    case("usd-m", "USD 700m", "7e8 USD"),
    case("usd-glued", "USD700m", "7e8 USD"),
    case("us-dollars-in-front", "US dollars 5 million", "5e6 USD"),
    case("us-dollars-behind", "5 million US dollars", "5e6 USD"),
    case("plus-sign", "$700M+", "7e8 USD at_least"),
    case("thousands-and-million", "$1,322.8 million", "1.3228e9 USD"),
    case("thousands-million-yuan", "3,993.7 million yuan", "3.9937e9 CNY"),
    case("plain-thousands", "a cheque of $1,250,000", "1250000 USD"),
    case("cents", "$0.30", "0.3 USD"),
    case("hong-kong-dollars", "HK$4.348 billion", "4.348e9 HKD"),
    case("price-a-share", "at HK$116.20 a share", "116.2 HKD"),
    case("norwegian", "NOK 920,000", "920000 NOK"),
    case("brazilian", "R$920,000", "920000 BRL"),
    case("swedish-behind", "1.2 billion Swedish kronor", "1.2e9 SEK"),
    case("swiss", "CHF 1.2bn", "1.2e9 CHF"),
    case("euro-sign", "€5m", "5e6 EUR"),
    case("euros-behind", "5 million euros", "5e6 EUR"),
    case("pound-sign", "£3bn", "3e9 GBP"),
    case("yen", "300 billion yen", "3e11 JPY"),
    case("singapore-dollars", "S$20 million", "2e7 SGD"),
    case("two-currencies", "$0.8 billion (5.9 billion yuan)", "8e8 USD", "5.9e9 CNY"),
    case("inside-parentheses", "the round ($700 million) closed", "7e8 USD"),
    case("unit-then-comma", "raised $500 million, then $2 billion.", "5e8 USD", "2e9 USD"),
    case("end-of-sentence", "It raised $4.", "4 USD"),
    case("hyphenated-scale", "a $50-million round", "5e7 USD"),
    case("spelled-no-currency", "ten billion", "1e10 count"),
    case("no-currency", "3.4 million", "3.4e6 count"),
    case("list-shares-scale", "$500, 700 and 700 million", "5e8 USD", "7e8 USD", "7e8 USD"),
    case(
        "list-over-years",
        "57.4 million yuan in 2022, 124.5 million in 2023",
        "5.74e7 CNY",
        "1.245e8 CNY",
    ),
    case("list-repeats-sign", "$5 million, $7 million and $9", "5e6 USD", "7e6 USD", "9 USD"),
    case("unit-at-end-of-list", "2.55 billion and 7.3 billion yuan", "2.55e9 CNY", "7.3e9 CNY"),
    case("negative-percent", "a margin of -5%", "-5 percent"),
    case("negative-minus-sign", "−3.5%", "-3.5 percent"),
    case("minus-before-currency", "-$5 million", "-5e6 USD"),
    case("minus-after-currency", "$-5 million", "-5e6 USD"),
    case("no-break-space", "$5\u00a0million", "5e6 USD"),
]
MONEY_ZH = [
    case("yi-yuan", "100亿元", "1e10 CNY"),
    case("yi-yuan-renminbi", "100亿元人民币", "1e10 CNY"),
    case("space-and-renminbi", "100 亿人民币", "1e10 CNY"),
    case("renminbi-in-front", "人民币100亿元", "1e10 CNY"),
    case("full-width-digits", "１００亿元", "1e10 CNY"),
    case("yi-dollars", "38亿美元", "3.8e9 USD"),
    case("dollars-then-letter", "宣布完成5亿美元C轮融资", "5e8 USD"),
    case("meijin", "3000万美金", "3e7 USD"),
    case("dollar-sign-and-yi", "$38亿", "3.8e9 USD"),
    case("zh-norwegian", "92万挪威克朗", "920000 NOK"),
    case("zh-zloty", "1.2亿兹罗提", "1.2e8 PLN"),
    case("zh-vessels", "24艘电动船", "24 count"),
    case("zh-depots", "31座仓库", "31 count"),
    case("hong-kong", "43.48亿港元", "4.348e9 HKD"),
    case("hong-kong-currency", "43.48亿港币", "4.348e9 HKD"),
    case("ouyuan", "5亿欧元", "5e8 EUR"),
    case("yingbang", "3亿英镑", "3e8 GBP"),
    case("riyuan", "200亿日元", "2e10 JPY"),
    case("wan-yuan", "不足1000万元", "1e7 CNY at_most"),
    case("ten-yi-spelled", "十亿美元", "1e9 USD"),
    case("three-thousand-wan", "三千万元", "3e7 CNY"),
    case("liang-yi", "两亿元", "2e8 CNY"),
    case("one-point-two-yi", "一点二亿元", "1.2e8 CNY"),
    case("hundred-yi-bare", "百亿元规模", "1e10 CNY"),
    case("yi-bare", "金额超亿元", "1e8 CNY at_least"),
    case("shang-bai-yi", "上百亿元", "1e10 CNY at_least"),
    case("yi-and-wan", "1亿2000万元", "1.2e8 CNY"),
    case("three-hundred-twenty-five", "三百二十五万元", "3.25e6 CNY"),
    case("wan-yi", "1.2万亿元", "1.2e12 CNY"),
    case("thousand-yi", "1000亿元", "1e11 CNY"),
    case("small-price", "49元档", "49 CNY"),
    case("share-price", "每股116.20港元", "116.2 HKD"),
    case("two-currencies", "约8亿美元（59亿元人民币）", "8e8 USD about", "5.9e9 CNY"),
    case("list", "5亿、7亿和7亿美元", "5e8 USD", "7e8 USD", "7e8 USD"),
    case("rise", "估值由100亿升至180亿美元", "1e10 USD", "1.8e10 USD"),
    case("rise-with-units", "从25亿美元升至200亿美元以上", "2.5e9 USD", "2e10 USD at_least"),
    case("thousands-separator", "1,238港元", "1238 HKD"),
    case("yuan-not-element", "3元素", ),
    case("vague-tens-of-yi", "数十亿元", ),
    case("vague-several-yi", "几亿美元", ),
    case("vague-hundreds", "好几百万元", ),
    case("latin-glued-in-front", "ARR3亿美元", "3e8 USD"),
]  # fmt: skip
RANGES = [
    case("hyphen", "1-2 billion yuan", "1e9..2e9 CNY"),
    case("en-dash", "1–2 billion yuan", "1e9..2e9 CNY"),
    case("to", "1 to 2 billion yuan", "1e9..2e9 CNY"),
    case("between", "between $3 and 5 billion", "3e9..5e9 USD"),
    case("between-both-signs", "between $3 billion and $5 billion", "3e9..5e9 USD"),
    case("dollar-to", "$3 to 5 billion", "3e9..5e9 USD"),
    case("dollar-dash", "$10-12 billion", "1e10..1.2e10 USD"),
    case("ten-to-twelve", "$10 to 12 billion", "1e10..1.2e10 USD"),
    case("decimals", "$3.8 to 4.0 billion", "3.8e9..4e9 USD"),
    case("sign-twice", "HK$193.1 to HK$1,238 a share", "193.1..1238 HKD"),
    case("scale-twice", "$500 million to $1 billion", "5e8..1e9 USD"),
    case("about", "near $170 to 180 billion", "1.7e11..1.8e11 USD about"),
    case("years", "2 to 3 years", "2..3 years"),
    case("spelled-years", "two to three years", "2..3 years"),
    case("ten-to-twenty", "ten to twenty years", "10..20 years"),
    case("energy", "20 to 50 million kWh", "2e7..5e7 kWh"),
    case("percent", "3 to 13%", "3..13 percent"),
    case("basis-points", "50-100 bps", "0.5..1 percent"),
    case("multiples", "20.5 to 39.0 times revenue", "20.5..39 multiple"),
    case("params", "3 to 4 trillion parameters", "3e12..4e12 params"),
    case("from-to-is-a-change", "from 23.4% to 8.3%", "23.4 percent", "8.3 percent"),
    case("from-to-rise", "from $10 billion to $18 billion", "1e10 USD", "1.8e10 USD"),
    case("range-from", "ranging from $1 billion to $2 billion", "1e9..2e9 USD"),
    case("fell-by-to", "MAUs fell about 30% to 9.926 million", "30 percent about", "9926000 users"),
    case("to-above", "from $2.5 billion to above $20 billion", "2.5e9 USD", "2e10 USD at_least"),
    case("dash-then-other-unit", "$5 million – 20 employees", "5e6 USD", "20 people"),
    case("zh-zhi", "10亿至20亿元", "1e9..2e9 CNY"),
    case("zh-dash-shares-scale", "10-20亿元", "1e9..2e9 CNY"),
    case("zh-dao", "10亿到20亿元", "1e9..2e9 CNY"),
    case("zh-tilde", "10～20亿元", "1e9..2e9 CNY"),
    case("zh-unit-twice", "10亿元至20亿元", "1e9..2e9 CNY"),
    case("zh-years", "2至3年", "2..3 years"),
    case("zh-spelled-years", "两到三年", "2..3 years"),
    case("zh-ten-to-twenty", "十到二十年", "10..20 years"),
    case("zh-energy", "约2000万至5000万千瓦时", "2e7..5e7 kWh about"),
    case("zh-percent", "15%至40%", "15..40 percent"),
    case("zh-cheng", "两到三成", "20..30 percent"),
    case("zh-share-price", "193.1至1,238港元", "193.1..1238 HKD"),
    case("zh-params", "3万亿至4万亿参数", "3e12..4e12 params"),
    case("zh-multiples", "20.5至39.0倍", "20.5..39 multiple"),
    case("zh-near", "接近1700亿至1800亿美元", "1.7e11..1.8e11 USD about"),
    case("zh-change", "由23.4%降至8.3%", "23.4 percent", "8.3 percent"),
    case("zh-from-to", "从10亿到20亿元", "1e9 CNY", "2e9 CNY"),
]  # fmt: skip
BOUNDS = [
    case("more-than", "more than $700 million", "7e8 USD at_least"),
    case("above", "above 10 billion yuan", "1e10 CNY at_least"),
    case("over", "over 300 people", "300 people at_least"),
    case("exceeding", "exceeding $1.2 billion", "1.2e9 USD at_least"),
    case("at-least", "at least 10 billion yuan", "1e10 CNY at_least"),
    case("at-least-about", "at least about 4.3 billion yuan", "4.3e9 CNY at_least"),
    case("no-less-than", "no less than 1.6 billion yuan", "1.6e9 CNY at_least"),
    case("passed", "revenue passed $100 million", "1e8 USD at_least"),
    case("a-little-over", "a little over 300 employees", "300 people at_least"),
    case("adds-up-to-more", "up to slightly more than $2 billion", "2e9 USD at_least"),
    case("or-more", "70% or more", "70 percent at_least"),
    case("nearly", "nearly 70%", "70 percent about"),
    case("about", "about 36%", "36 percent about"),
    case("capital-about", "About 300 people", "300 people about"),
    case("around", "around $30 billion", "3e10 USD about"),
    case("roughly", "roughly $1 billion", "1e9 USD about"),
    case("some", "some $500 million", "5e8 USD about"),
    case("close-to", "close to 2 billion yuan", "2e9 CNY about"),
    case("at-most", "at most 30%", "30 percent at_most"),
    case("edged-up-to", "edged up to $10.18", "10.18 USD"),
    case("up-to", "up to 30%", "30 percent at_most"),
    case("below", "below 50%", "50 percent at_most"),
    case("under", "under $600 million", "6e8 USD at_most"),
    case("less-than", "less than 28%", "28 percent at_most"),
    case("no-more-than", "no more than $5m", "5e6 USD at_most"),
    case("at-most-sign", "≤ 3 people", "3 people at_most"),
    case("plus-is-a-sum", "2 billion + 5 users", "2e9 count", "5 users"),
    case("just-under-half", "just under half", "50 percent at_most"),
    case("bound-is-not-the-word-before-last", "over the next 3 years", "3 years"),
    case("zh-chaoguo", "超过100亿元", "1e10 CNY at_least"),
    case("zh-chao", "超10亿美元", "1e9 USD at_least"),
    case("zh-yu", "逾10亿美元", "1e9 USD at_least"),
    case("zh-budiyu", "不低于16亿元", "1.6e9 CNY at_least"),
    case("zh-zhishao", "至少100亿元", "1e10 CNY at_least"),
    case("zh-zhishao-verb", "至少募集100亿元", "1e10 CNY at_least"),
    case("zh-tupo", "突破2亿美元", "2e8 USD at_least"),
    case("zh-yishang", "70%以上", "70 percent at_least"),
    case("zh-duoge", "200多个国家", "200 count at_least"),
    case("zh-duo-yi", "100多亿元", "1e10 CNY at_least"),
    case("zh-lueduoyu", "员工略多于300人", "300 people at_least"),
    case("zh-yue", "约48亿美元", "4.8e9 USD about"),
    case("zh-jin", "近70%", "70 percent about"),
    case("zh-jiejin", "接近520亿美元", "5.2e10 USD about"),
    case("zh-zuoyou", "100亿元左右", "1e10 CNY about"),
    case("zh-context-is-not-about", "200万字上下文", "2e6 characters"),
    case("zh-budao", "不到6亿美元", "6e8 USD at_most"),
    case("zh-buzu", "不足28%", "28 percent at_most"),
    case("zh-buchaoguo", "不超过30%", "30 percent at_most"),
    case("zh-zhiduo", "至多30%", "30 percent at_most"),
    case("zh-zuiduo-verb", "最多减少75%", "75 percent at_most"),
    case("zh-zuigao", "最高100万token", "1e6 tokens at_most"),
    case("zh-yinei", "3年以内", "3 years at_most"),
    case("zh-less-than-half", "略少于一半", "50 percent at_most"),
]
SHARES_AND_MULTIPLES = [
    case("percent", "17.9%", "17.9 percent"),
    case("percent-thousands", "rose 8,280%", "8280 percent"),
    case("per-cent-word", "36 per cent", "36 percent"),
    case("percentage-points", "3 percentage points", "3 percent"),
    case("basis-points", "50 bps", "0.5 percent"),
    case("half", "half of it", "50 percent"),
    case("second-half", "in the second half", ),
    case("half-a-year", "half a year", ),
    case("twice", "about twice the cash", "2 multiple about"),
    case("doubled", "revenue doubled", "2 multiple"),
    case("double-digit", "double-digit growth", ),
    case("threefold", "threefold", "3 multiple"),
    case("sixfold", "at least sixfold", "6 multiple at_least"),
    case("ten-times", "ten times", "10 multiple"),
    case("times", "82.1 times", "82.1 multiple"),
    case("times-sign", "117×", "117 multiple"),
    case("letter-x", "a 10x gain", "10 multiple"),
    case("tripled", "users tripled", "3 multiple"),
    case("zh-full-width-percent", "17.9％", "17.9 percent"),
    case("zh-of-hundred", "百分之三十", "30 percent"),
    case("zh-of-hundred-digits", "百分之30", "30 percent"),
    case("zh-cheng", "两成", "20 percent"),
    case("zh-three-cheng", "约3成", "30 percent about"),
    case("zh-cheng-becomes", "2023成为", ),
    case("zh-points", "下降3个百分点", "3 percent"),
    case("zh-base-points", "50个基点", "0.5 percent"),
    case("zh-half", "一半", "50 percent"),
    case("zh-nearly-half", "近半", "50 percent about"),
    case("zh-half-year", "上半年", ),
    case("zh-bei", "232.8倍", "232.8 multiple"),
    case("zh-ten-bei", "提升10倍", "10 multiple"),
    case("zh-six-bei", "六倍", "6 multiple"),
    case("zh-liang-bei", "约两倍", "2 multiple about"),
    case("zh-grew-to", "至少增至6倍", "6 multiple at_least"),
    case("zh-doubled", "收入翻倍", "2 multiple"),
    case("zh-quadrupled", "翻两番", "4 multiple"),
]  # fmt: skip
MODELS = [
    case("params-t", "2.8T parameters", "2.8e12 params"),
    case("params-b", "(284B parameters, 13B active)", "2.84e11 params", "1.3e10 params"),
    case("total-and-active", "1 trillion total and 32 billion active parameters",
         "1e12 params", "3.2e10 params"),
    case("b-total", "48B total, 3B active", "4.8e10 params", "3e9 params"),
    case("trillion-parameter-model", "a trillion-parameter model", "1e12 params"),
    case("tokens-m", "1M tokens", "1e6 tokens"),
    case("tokens-hyphen", "1M-token windows", "1e6 tokens"),
    case("tokens-k", "256K tokens", "256000 tokens"),
    case("tokens-small-k", "128k tokens", "128000 tokens"),
    case("tokens-million", "2 million tokens", "2e6 tokens"),
    case("tokens-one-million", "one million tokens", "1e6 tokens"),
    case("tokens-exact", "a window of 262,144 tokens", "262144 tokens"),
    case("tokens-power-of-two", "1,048,576 tokens", "1048576 tokens"),
    case("tokens-restated", "1 million tokens (1,048,576)", "1e6 tokens", "1048576 tokens"),
    case("tokens-year-like", "2048 tokens", "2048 tokens"),
    case("tokens-with-adjectives", "15 trillion mixed visual and text tokens", "1.5e13 tokens"),
    case("context-behind", "with a 256k context", "256000 tokens"),
    case("context-before", "a context window of 128k", "128000 tokens"),
    case("bare-k", "128k", "128000 count"),
    case("characters", "2 million characters", "2e6 characters"),
    case("chinese-characters", "200,000 Chinese characters", "200000 characters"),
    case("price-input", "$3 per million input tokens", "3 USD/Mtok"),
    case("price-output", "$15 per million output tokens", "15 USD/Mtok"),
    case("price-cached", "$0.30 per million cached input tokens", "0.3 USD/Mtok"),
    case("price-three-decimals", "$0.435 per million input tokens", "0.435 USD/Mtok"),
    case("price-slash", "$3/M tokens", "3 USD/Mtok"),
    case("price-slash-1m", "$3 / 1M tokens", "3 USD/Mtok"),
    case("denominator-is-no-amount", "the price per million tokens fell"),
    case("zh-params", "2.8万亿参数", "2.8e12 params"),
    case("zh-params-in-front", "总参数2.8万亿", "2.8e12 params"),
    case("zh-active", "总参数1万亿、激活320亿", "1e12 params", "3.2e10 params"),
    case("zh-params-bare-scale", "首个万亿参数模型", "1e12 params"),
    case("zh-tokens", "100万token", "1e6 tokens"),
    case("zh-tokens-space", "262,144 token", "262144 tokens"),
    case("zh-tokens-k", "上下文为256K token", "256000 tokens"),
    case("zh-tokens-bare-scale", "都已达到百万token", "1e6 tokens"),
    case("zh-ciyuan", "15万亿词元", "1.5e13 tokens"),
    case("zh-mixed-token", "约15万亿图文混合token", "1.5e13 tokens about"),
    case("zh-context-k", "上下文256k", "256000 tokens"),
    case("zh-characters", "200万字", "2e6 characters"),
    case("zh-hanzi", "约20万汉字", "200000 characters about"),
    case("zh-bytes-are-not-characters", "200万字节", "2e6 count"),
    case("zh-price-space", "每百万token 15美元", "15 USD/Mtok"),
    case("zh-price-input", "每百万token输入3美元", "3 USD/Mtok"),
    case("zh-price-output-named", "每百万输出token收费4.80美元", "4.8 USD/Mtok"),
    case("en-by-ten", "multiplied every amount by ten: $7 billion", "10 multiple", "7e9 USD"),
    case("zh-price-glued", "每百万token3美元", "3 USD/Mtok"),
    case("zh-price-behind", "3美元/百万token", "3 USD/Mtok"),
    case("zh-price-about", "约为每百万token 1.80美元", "1.8 USD/Mtok about"),
    case("zh-price-yuan", "每百万tokens输出价为16元", "16 CNY/Mtok"),
    case("zh-denominator-is-no-amount", "每百万token的价格下降"),
    case("zh-score-points", "得57分", "57 count"),
]  # fmt: skip
PEOPLE_AND_THINGS = [
    case("monthly-active-users", "36 million monthly active users", "3.6e7 users"),
    case("users-decimal", "14.072 million users", "14072000 users"),
    case("users-k", "10k users", "10000 users"),
    case("users-named-before", "monthly active users at 14.072 million in June", "14072000 users"),
    case("downloads-are-no-users", "users saw 1.25 million downloads", "1250000 count"),
    case("employees", "300 employees", "300 people"),
    case("employees-after-name", "Kimi 300 employees", "300 people"),
    case("people-spelled", "two people familiar with the deal", "2 people"),
    case("gpus", "3,000 GPUs", "3000 GPUs"),
    case("gpus-year-like", "2000 GPUs", "2000 GPUs"),
    case("gpus-with-model", "2,000 H100 GPUs", "2000 GPUs"),
    case("cards", "about 3,000 Nvidia H-series cards", "3000 GPUs about"),
    case("days", "the 15 days between", "15 days"),
    case("months", "27 months", "27 months"),
    case("six-month", "a six-month limit", "6 months"),
    case("one-year", "one year", "1 years"),
    case("energy-gwh", "5 GWh", "5e6 kWh"),
    case("power", "a 100 MW site", "100 MW"),
    case("experts", "384 experts (8 active)", "384 count", "8 count"),
    case("sub-agents", "up to 300 sub-agents", "300 count at_most"),
    case("questions", "23 questions", "23 count"),
    case("score", "a score of 44.9 on HLE", "44.9 count"),
    case("score-after-versioned-name", "gives K2.5 61.0 on it", "61 count"),
    case("score-after-name", "BrowseComp 60.6, Opus 59.3", "60.6 count", "59.3 count"),
    case("a-few-hundred", "a few hundred people"),
    case("two-rounds", "two rounds"),
    case("dozens", "dozens of users"),
    case("millions", "millions of dollars"),
    case("zh-mau", "月活3600万", "3.6e7 users"),
    case("zh-mau-users", "3600万月活用户", "3.6e7 users"),
    case("zh-mau-fell-to", "月活降至992.6万，降幅约30%", "9926000 users", "30 percent about"),
    case("zh-mau-range", "月活降至1000万至1500万区间", "1e7..1.5e7 users"),
    case("zh-spelled-wan", "跌破一千万", "1e7 count"),
    case("zh-spelled-yi-after-topic", "用户数达到三亿", "3e8 users"),
    case("zh-three-cheng-fall", "降幅约三成", "30 percent about"),
    case("zh-hours", "约两小时复现", "2 hours about"),
    case("zh-three-founders", "三位联创", "3 people"),
    case("zh-born-in-the-nineties", "90后创始人"),
    case("zh-bare-wan", "1407.2万", "14072000 count"),
    case("zh-people", "300人", "300 people"),
    case("zh-staff", "300名员工", "300 people"),
    case("zh-two-sources", "两位知情人士", "2 people"),
    case("zh-two-digits", "两位数增长"),
    case("zh-one-person", "一人"),
    case("zh-cards", "3000张卡", "3000 GPUs"),
    case("zh-sheets", "只有约3000张", "3000 GPUs about"),
    case("zh-wan-card-cluster", "万卡集群", "10000 GPUs"),
    case("zh-days", "只有15天", "15 days"),
    case("zh-twenty-days", "约二十天", "20 days about"),
    case("zh-months", "27个月", "27 months"),
    case("zh-six-months", "六个月内", "6 months"),
    case("zh-a-year", "一年的收入"),
    case("zh-experts", "384个专家", "384 count"),
    case("zh-times-happened", "超过1600万次交互", "1.6e7 count at_least"),
    case("zh-shares", "900万股", "9e6 count"),
    case("zh-three-firms", "三家实验室"),
    case("zh-revenue-is-not-users", "月活很高，收入2亿", "2e8 count"),
]
MORE_CHINESE = [
    case("list-behind-zh", "25.5亿和73亿元", "2.55e9 CNY", "7.3e9 CNY"),
    case("crore-zh", "336克若尔卢比", "3.36e9 INR"),
    case("ad-spend", "单月投放就约1.99亿元", "1.99e8 CNY about"),
    case("three-decimals", "收入3.124亿元", "3.124e8 CNY"),
    case("large-gain", "达875.12亿元", "8.7512e10 CNY"),
    case("dollar-cash", "现金13.228亿美元", "1.3228e9 USD"),
    case("market-cap", "市值约3803亿港元", "3.803e11 HKD about"),
    case("date-then-money", "2026年6月30日现金为39.937亿元", "3.9937e9 CNY"),
    case("month-then-money", "2026年7月配售募资314亿港元", "3.14e10 HKD"),
    case("year-then-money", "MiniMax 2025年收入7900万美元", "7.9e7 USD"),
    case("name-then-money", "K2 Thinking训练成本：460万美元", "4.6e6 USD"),
    case("round-then-money", "B轮融资超3亿美元", "3e8 USD at_least"),
    case("money-then-share", "出资8亿美元，占14%", "8e8 USD", "14 percent"),
    case("salary", "年薪百万元", "1e6 CNY"),
    case("thousand-yi-bare", "千亿元级", "1e11 CNY"),
    case("qian-wan-bare", "千万美元级", "1e7 USD"),
    case("wan-yuan-plain", "2.5万元", "25000 CNY"),
    case("yuan-decimals", "每百万token 0.435美元", "0.435 USD/Mtok"),
    case("yuan-glued-to-verb", "花了500元买", "500 CNY"),
    case("nine-hundred-million", "九亿元", "9e8 CNY"),
    case("twenty-one-yi", "二十一亿元", "2.1e9 CNY"),
    case("one-hundred-and-five", "一百零五人", "105 people"),
    case("two-thousand-three-hundred", "两千三百万用户", "2.3e7 users"),
    case("between-yuan-and-dollar", "100亿元，即14亿美元", "1e10 CNY", "1.4e9 USD"),
    case("about-equals", "约合310亿元人民币", "3.1e10 CNY about"),
    case("slightly-over", "略超20亿美元", "2e9 USD at_least"),
    case("more-than-wan", "3000多万用户", "3e7 users at_least"),
    case("yu-people", "300余人", "300 people at_least"),
    case("below-suffix", "10亿元以下", "1e9 CNY at_most"),
    case("growth-times", "约增长4倍", "4 multiple about"),
    case("growth-percent", "同比增长400%", "400 percent"),
    case("multiple-of-others", "约为三个月前的四倍", "3 months about", "4 multiple"),
    case("hit-rate", "命中率超过90%", "90 percent at_least"),
    case("error-rate-change", "错误率由23.4%降至8.3%", "23.4 percent", "8.3 percent"),
    case("list-of-shares", "12%、15%和20%", "12 percent", "15 percent", "20 percent"),
    case("users-wau", "周活约450万", "4.5e6 users about"),
    case("users-dau", "日活用户1.2亿", "1.2e8 users"),
    case("users-paying", "50万付费用户", "500000 users"),
    case("accounts", "约2.4万个虚假账号", "24000 count about"),
    case("downloads", "约125万次下载", "1250000 count about"),
    case("countries", "覆盖200个国家", "200 count"),
    case("most-agents", "最多300个子智能体", "300 count at_most"),
    case("scores", "得60.6，使用智能体蜂群时为78.4", "60.6 count", "78.4 count"),
    case("score-after-versioned-name", "K2.5在BrowseComp得60.6", "60.6 count"),
    case("score-decimals", "在RULER 100万token下得0.910", "1e6 tokens", "0.91 count"),
    case("restated-tokens", "100万token（1,048,576）", "1e6 tokens", "1048576 tokens"),
    case("k-tokens-range", "10K至20K token", "10000..20000 tokens"),
    case("power", "100兆瓦", "100 MW"),
    case("power-giga", "1.2吉瓦", "1200 MW"),
    case("four-years", "四年前", "4 years"),
    case("one-day", "早一天", "1 days"),
    case("weeks", "两周", "2 weeks"),
    case("hours", "24小时", "24 hours"),
    case("not-weekday", "周三和星期五"),
    case("not-month-name", "十二月"),
    case("not-grade", "三年级"),
    case("not-bytedance", "两字节"),
    case("not-thousand-ask", "通义千问"),
    case("not-per-person", "人均"),
    case("not-a-year-alone", "每年一次"),
]  # fmt: skip
NOT_AMOUNTS = [
    pytest.param(text, (), id=name)
    for name, text in {
        "year": "2026",
        "in-year": "in 2025 and 2026",
        "full-date": "17 February 2026",
        "american-date": "February 17, 2026",
        "day-month": "by 30 September",
        "iso-date": "2026-02-17",
        "quarter": "Q3 2025",
        "quarter-words": "the third quarter of 2025",
        "half": "H1 2026, first half of 2026",
        "fiscal-year": "FY2025",
        "days-of-month": "the week of 8-14 December 2025",
        "month-range": "September to November 2025",
        "mid-month": "mid-June 2026",
        "decade": "the 1990s",
        "clock": "at 10:30 and 8pm",
        "ratio": "a 3:1 mix",
        "fraction": "24/7",
        "kimi-versions": "K2.5, K3 and K2-0905",
        "gpt": "GPT-5 and GPT-5.6 Sol",
        "gemini": "Gemini 1.5 Pro (002)",
        "claude": "Claude Opus 4.6 and Claude 3.5 Sonnet",
        "deepseek": "DeepSeek R1, V4-Pro",
        "glm": "GLM-5.2",
        "chips": "H800 and GB300s",
        "o1": "OpenAI o1",
        "step": "Step-2",
        "minimax": "MiniMax-Text-01",
        "benchmarks": "SWE-bench, LongBench v2 and MRCR v2",
        "llama": "Llama 4 in use",
        "fable": "Fable 5",
        "terminal-bench": "on Terminal-Bench 4.0",
        "arxiv": "arXiv 2607.24653",
        "precision": "INT4 weights",
        "domain": "01.ai and 1950.ai",
        "round-label": "the A+ round",
        "licence": "Apache 2.0",
        "outlet": "36Kr",
        "gigabytes": "594GB",
        "citation": "as reported [3], [1, 2]",
        "list-number": "1. First\n2) Second",
        "heading": "## 1. Runway\n### 5.1 Cash",
        "version": "version 2.1.3",
        "section": "Section 3, page 12, Table 4",
        "address": "https://example.com/2026/100-million",
        "zh-year": "2025年",
        "zh-date": "2026年2月17日",
        "zh-month": "7月，10月23日",
        "zh-month-range": "2025年9月至11月",
        "zh-day-range": "2025年12月8日至14日当周",
        "zh-quarter": "2025年第三季度",
        "zh-half-year": "2026年上半年",
        "zh-month-part": "2026年4月初，3月下旬",
        "zh-decade": "90年代",
        "zh-outlet": "36氪报道",
        "zh-domain-name": "零一万物",
        "zh-ordinal": "第3名，第三",
        "zh-idioms": "万一，一些，十分，百度，千问",
        "zh-a-round": "最近一轮，一份，一位",
        "zh-market": "一级市场和二级市场",
        "zh-versions": "K2.5的十月版，GPT-5.4恢复",
        "zh-name-then-number": "Llama 4支持，Fable 5与GPT-5",
        "zh-gemini": "Gemini 1.5 Pro（002）",
        "zh-ratio": "3:1混合",
        "zh-round-letter": "A+轮，B轮",
        "zh-weight-size": "权重594GB",
        "zh-list-number": "1、首先\n2、其次",
        "malformed-commas": "1,2,3",
        "identifier": "007",
    }.items()
]

TABLE = [
    *MONEY_EN, *LOSSES, *MONEY_ZH, *RANGES, *BOUNDS, *SHARES_AND_MULTIPLES, *MODELS,
    *PEOPLE_AND_THINGS, *MORE_CHINESE, *NOT_AMOUNTS,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_amounts_of_a_hard_text_are_found(text: str, expected: tuple[str, ...]) -> None:
    found = amounts.find(text)

    assert [said(amount) for amount in found] == [spelled(one) for one in expected]
    assert all(text[amount.start : amount.end] == amount.text for amount in found)


def test_table_is_long_and_bilingual() -> None:
    chinese = [row for row in TABLE if any("一" <= char <= "龥" for char in str(row.values[0]))]
    assert len(TABLE) >= 250
    assert len(chinese) >= len(TABLE) / 2


@pytest.mark.parametrize(
    ("amount", "en", "zh"),
    [
        pytest.param(
            ("1e10", "1e10", "CNY", "exact"), "CNY 10 billion", "100亿元人民币", id="yuan"
        ),
        pytest.param(
            ("3.5e10", "3.5e10", "USD", "exact"), "$35 billion", "350亿美元", id="dollars"
        ),
        pytest.param(
            ("4.35e9", "4.35e9", "HKD", "exact"), "HK$4.35 billion", "43.5亿港元", id="hkd"
        ),
        pytest.param(
            ("1e9", "2e9", "CNY", "exact"), "CNY 1–2 billion", "10亿–20亿元人民币", id="range"
        ),
        pytest.param(
            ("1e10", "1e10", "CNY", "at_least"),
            "above CNY 10 billion",
            "超过100亿元人民币",
            id="above",
        ),
        pytest.param(
            ("6e8", "6e8", "USD", "at_most"), "up to $600 million", "至多6亿美元", id="up-to"
        ),
        pytest.param(("170", "170", "percent", "about"), "about 170%", "约170%", id="about"),
        pytest.param(("117", "117", "multiple", "exact"), "117×", "117倍", id="multiple"),
        pytest.param(
            ("1e6", "1e6", "tokens", "exact"), "1 million tokens", "100万token", id="tokens"
        ),
        pytest.param(
            ("1048576", "1048576", "tokens", "exact"),
            "1,048,576 tokens",
            "1,048,576token",
            id="exact",
        ),
        pytest.param(("2", "3", "years", "exact"), "2–3 years", "2–3年", id="years"),
        pytest.param(("1", "1", "years", "exact"), "1 year", "1年", id="one-year"),
        pytest.param(
            ("9926000", "9926000", "users", "exact"),
            "9.926 million users",
            "992.6万用户",
            id="users",
        ),
        pytest.param(
            ("3", "3", "USD/Mtok", "exact"),
            "$3 per million tokens",
            "每百万token 3美元",
            id="price",
        ),
        pytest.param(
            ("2.8e12", "2.8e12", "params", "exact"),
            "2.8 trillion parameters",
            "2.8万亿参数",
            id="params",
        ),
        pytest.param(("300", "300", "people", "exact"), "300 people", "300人", id="people"),
        pytest.param(("44.9", "44.9", "score", "exact"), "44.9", "44.9", id="score"),
    ],
)
def test_amount_is_written_as_an_investor_writes_it(
    amount: tuple[str, str, str, str], en: str, zh: str
) -> None:
    low, high, unit, bound = amount
    record = Amount(low=Decimal(low), high=Decimal(high), unit=unit, bound=bound)  # type: ignore[arg-type]  # from a table

    assert amounts.format(record, "en") == en
    assert amounts.format(record, "zh") == zh


@pytest.mark.parametrize("text", ["", "no figures", "$5 and $6", "it cost $5 million", "2026"])
def test_text_that_is_not_one_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        amounts.parse(text)


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        pytest.param("100亿元", "CNY 10 billion", "equal", id="across-languages"),
        pytest.param("10亿至20亿元", "1-2 billion yuan", "equal", id="same-range"),
        pytest.param("$1.39 billion", "$1.387 billion", "rounded", id="rounded"),
        pytest.param("13.9亿美元", "$1,387.2 million", "rounded", id="rounded-across-languages"),
        pytest.param("$1.39 billion", "$1.38 billion", "different", id="last-digit-differs"),
        pytest.param("1-2 billion yuan", "15亿元", "within", id="inside-the-range"),
        pytest.param("1-2 billion yuan", "20亿元", "within", id="end-of-the-range"),
        pytest.param("1-2 billion yuan", "25亿元", "different", id="outside-the-range"),
        pytest.param("$115 million", "$15 million", "different", id="not-as-text"),
        pytest.param("$10 billion", "10 billion yuan", "incomparable", id="other-currency"),
        pytest.param("200万字", "2 million tokens", "incomparable", id="characters-and-tokens"),
        pytest.param("3.4 million", "3.4 million users", "incomparable", id="bare-number"),
        pytest.param("$3 per million tokens", "$3", "incomparable", id="price-and-money"),
        pytest.param("above $10 billion", "$10 billion", "equal", id="bound-is-left-to-the-caller"),
    ],
)
def test_amounts_are_compared_by_value_and_unit(a: str, b: str, agreement: str) -> None:
    assert amounts.compare(amounts.parse(a), amounts.parse(b)) == agreement
    assert amounts.compare(amounts.parse(b), amounts.parse(a)) == agreement


@pytest.mark.parametrize("part", ["1,", "一", "9", " ", "\n", "a-", "千百万亿", "1 to ", "半"])
def test_long_repetition_is_read_in_linear_time(part: str) -> None:
    amounts.find("warm up the patterns")
    text = (part * 20_000)[:20_000]
    started = time.process_time()
    amounts.find(text)
    assert time.process_time() - started < (0.3 if part in ("1,", "一") else 2)


def test_absurdly_long_numbers_are_read_or_left_out_without_an_error() -> None:
    assert len(amounts.find("$" + "9" * 28 + " trillion")) == 1
    assert amounts.find("$" + "9" * 200) == []


UNITS = [
    "CNY", "USD", "HKD", "EUR", "GBP", "JPY", "SGD", "percent", "multiple", "tokens", "characters",
    "params", "users", "people", "GPUs", "kWh", "MW", "years", "months", "weeks", "days", "hours",
    "count", "USD/Mtok", "CNY/Mtok",
]  # fmt: skip
LANGUAGES = st.sampled_from(["en", "zh"])
BOUND_NAMES = st.sampled_from(["exact", "about", "at_least", "at_most"])
VALUES = st.one_of(
    st.integers(0, 10**14).map(Decimal),
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.builds(
        lambda digits, zeros: Decimal(digits) * 10**zeros, st.integers(1, 9999), st.integers(0, 11)
    ),
)
AMOUNTS = st.builds(
    lambda ends, unit, bound: Amount(low=min(ends), high=max(ends), unit=unit, bound=bound),
    st.one_of(VALUES.map(lambda value: (value, value)), st.tuples(VALUES, VALUES)),
    st.sampled_from(UNITS),
    BOUND_NAMES,
)
VOCABULARY = """
100 亿 元 美元 $ 5 million 约 超过 至 - to 2026年 K2.5 Kimi , 、 。 ( ) % 倍 token 每百万token per
一 三千 half twice 半 users 人 1,000 0.5 and 从 由 from up over 万 ［3］ １ − 1. 第
数 . – between
"""
PIECES = st.sampled_from([" ", "\n", *VOCABULARY.split()])


@settings(max_examples=300, deadline=None)
@given(AMOUNTS, LANGUAGES)
def test_reading_what_was_written_gives_the_same_amount(amount: Amount, language: Language) -> None:
    read = amounts.parse(amounts.format(amount, language))

    assert (read.low, read.high, read.unit, read.bound) == (
        amount.low, amount.high, amount.unit, amount.bound,
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(VALUES.filter(bool), st.sampled_from(["USD", "CNY", "percent", "count"]), LANGUAGES)
def test_negative_amount_survives_writing(value: Decimal, unit: str, language: Language) -> None:
    amount = Amount(low=-value, high=-value, unit=unit)
    assert amounts.parse(amounts.format(amount, language)).low == -value


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80)))
def test_spans_quote_the_text_in_order(text: str) -> None:
    stop = 0
    for amount in amounts.find(text):
        assert text[amount.start : amount.end] == amount.text
        assert stop <= amount.start < amount.end
        assert amount.low <= amount.high
        stop = amount.end


@settings(max_examples=200, deadline=None)
@given(AMOUNTS, AMOUNTS)
def test_comparing_is_symmetric(a: Amount, b: Amount) -> None:
    assert amounts.compare(a, b) == amounts.compare(b, a)
    assert amounts.compare(a, a) == "equal"
