"""Two recorded figures that a question puts together."""

import pytest

from bot import Bot

ASKED = [
    ("By what factor did the valuation rise from Series B to Series C?", "about 4.38×"),
    ("B轮到C轮估值涨了几倍？", "约4.38倍"),
    ("Which was bigger, the Series B or the Series C?", "about 3.23×"),
    ("B轮和C轮哪一轮融资更多？", "约3.23倍"),
    ("How much did Series B and Series C bring in together?", "€275 million"),
    ("B轮和C轮加起来融了多少？", "2.75亿欧元"),
    ("How much more was raised in Series C than in Series B?", "€145 million"),
    ("C轮比B轮多融了多少？", "1.45亿欧元"),
    ("How many months lie between Series B and Series C?", "18 months"),
    ("B轮和C轮之间隔了多少个月？", "18个月"),
    ("At the Series C price, what was the valuation as a multiple of ARR?", "about 26.9×"),
    ("C轮估值是年化收入的多少倍？", "约26.9倍"),
    # 1,400 ÷ 88: the newest one, not that of the round's day
    ("What multiple of the latest ARR was the Series C post-money valuation?", "about 15.9×"),
    ("C轮投后估值是最新年化收入的几倍？", "约15.9倍"),
    ("ARR December 2030 vs June 2031", "€88 million"),
    ("ARR 2030 against ARR 2031", "€52 million"),
    ("2030年和2031年的ARR各是多少？", "5,200万欧元"),
    ("How did ARR develop between December 2030 and June 2031?", "€88 million"),
    ("How did ARR develop between December 2030 and June 2031?", "up 69.2%"),
    # 27 ÷ 61: the revenue of that year, not the run rate, and the spending over it
    ("What share of 2030 sales went into R&D?", "about 44.3%"),
    ("2030年营收里研发占多少？", "约44.3%"),
    ("R&D as a percentage of revenue", "about 44.3%"),
    # "share of 2030 revenue" is one term: what it is a share of is the revenue (it was 226%)
    ("What share of 2030 revenue went into R&D?", "about 44.3%"),
    ("What part of the 2030 revenue was eaten up by R&D?", "about 44.3%"),
    # 240 ÷ 85, the newest of each
    ("Cash to debt ratio?", "about 2.82×"),
    ("现金是贷款的几倍？", "约2.82倍"),
    # 210 ÷ 293
    ("The Series C as a share of all money raised so far?", "about 71.7%"),
    ("C轮占累计融资的比例？", "约71.7%"),
    # 410 − 61, 410 ÷ 61, 410 + 61: revenue of both, of one year
    ("Who has more revenue, Brinekeld or Cobaltine, and by how much?", "€349 million"),
    ("科巴汀的收入是布林凯收入的几倍？", "约6.72倍"),
    ("Brinekeld's and Cobaltine's revenue added together?", "€471 million"),
    ("B轮到C轮估值涨了百分之几？", "升338%"),
    ("How long passed between Series B and Series C?", "18 months"),
    # 90 ÷ 210, 210 − 90
    ("What share of the Series C did Nordhav provide?", "about 42.9%"),
    ("北港占C轮的百分之几？", "约42.9%"),
    ("How much of the Series C came from others than Nordhav?", "€120 million"),
    ("C轮除了北港以外的投资人投了多少？", "1.2亿欧元"),
    # 210 ÷ 1400
    ("What percentage of the company did the Series C investors get?", "about 15%"),
    ("C轮投资人买到公司多大比例？", "约15%"),
    # 21.5% of 1.4 billion, at the round named
    ("How much is Nordhav's stake worth at the Series C price?", "€301 million"),
    ("按C轮估值，北港的股份值多少钱？", "3.01亿欧元"),
    ("What would a 2% stake be worth at the Series C price?", "€28 million"),
    ("按C轮估值，2%的股份值多少钱？", "2,800万欧元"),
    ("What stake do Nordhav and Tessel hold together?", "33.5%"),
    ("北港和泰瑟尔合计持股多少？", "33.5%"),
    # 240 − 310 over 310; 88 ÷ 52 from the eve of the half year on
    ("How much did cash fall from December 2030 to June 2031?", "down 22.6% (by €70 million)"),
    ("现金从2030年12月到2031年6月减少了多少？", "降22.6%（减少7,000万欧元）"),
    ("By how much did ARR grow in the first half of 2031?", "up 69.2% (by €36 million)"),
    ("2031年上半年年化收入增加了多少？", "升69.2%（增加3,600万欧元）"),
    # 3,100 ÷ 1,900: a market value against a price
    ("How many times Brinekeld's valuation is Cobaltine's market cap?", "about 1.63×"),
    ("科巴汀的市值是布林凯估值的几倍？", "约1.63倍"),
    # 21.5% of what is only sought; 10% of the newest price
    ("What would Nordhav's stake be worth at the Series D price they seek?", "€559 million"),
    ("What would 10% of the company cost at the Series C price?", "€140 million"),
    ("How much was raised in the Series B and the Series C in total?", "€275 million"),
    ("B轮和C轮一共融了多少？", "2.75亿欧元"),
    # 1,400 − 210, 320 − 65: no price before the money is recorded
    ("What was the pre-money valuation of the Series C?", "€1.19 billion"),
    ("B轮投前估值是多少？", "2.55亿欧元"),
    ("Total raised minus cash?", "€53 million"),
    # 2,600 − 1,400 and over it: the one price is only sought, and says so
    ("How much higher is the Series D price they seek than the Series C's?", "€1.2 billion"),
    ("D轮寻求的估值是C轮估值的几倍？", "约1.86倍"),
    ("D轮寻求的估值是C轮估值的几倍？", "未完成"),
    # 310 × 1.10, 240 × 1.15
    ("How much did cash fall from December 2030 to June 2031, in dollars?", "by $65"),
    # 240 − 85, and at 1.15
    ("What is net cash?", "€155 million"),
    ("净现金是多少？", "1.55亿欧元"),
    ("Net cash in dollars?", "$18"),
    # 41% of 61, 11% of 61, 104 ÷ 61, 27 ÷ 61
    ("How much revenue came from the largest customer in 2030?", "€25 million"),
    ("2030年最大客户带来多少收入？", "2,500万欧元"),
    ("What was gross profit in 2030?", "€6.71 million"),
    ("2030年毛利是多少？", "671万欧元"),
    ("What was the net margin in 2030?", "about 170%"),
    ("2030年净利率是多少？", "约170%"),
    ("2030年研发费用率是多少？", "约44.3%"),
    ("How many times revenue is the net loss of 2030?", "about 1.7×"),
    ("2030年净亏损是收入的几倍？", "约1.7倍"),
    ("How much higher is the Series C price than the Series B's?", "€1.08 billion"),
    # 1900 ÷ 61: the newest price, though another was paid in 2030
    ("Price to sales on 2030 revenue?", "about 31.1×"),
    # 120 ÷ 12, 120 ÷ 4
    ("What's the average burn per month?", "€10 million"),
    ("平均每月消耗多少？", "1,000万欧元"),
    ("What is burn per quarter?", "€30 million"),
]


@pytest.mark.parametrize(("question", "said"), ASKED, ids=[q for q, _ in ASKED])
def test_figure_is_computed_from_the_two_that_the_question_names(
    bot: Bot, question: str, said: str
) -> None:
    answer = bot.ask(question)
    assert said in answer.claims[0]["text"]
    assert answer.claims[0]["verdict"] == "computed"


def test_share_stays_a_share_where_one_is_asked_for(bot: Bot) -> None:
    for question in (
        "What share of revenue does the largest customer bring?",
        "最大客户占收入多少？",
        "What was the gross margin in 2030?",
        "2030年毛利率是多少？",
    ):
        lead = bot.ask(question).claims[0]["text"]
        assert "%" in lead and "×" not in lead, question


def test_both_inputs_are_cited_with_their_days(bot: Bot) -> None:
    answer = bot.ask("By what factor did the valuation rise from Series B to Series C?")
    (made,) = answer.metrics
    assert [i["value"] for i in made["inputs"]] == [1_400_000_000, 320_000_000]
    assert "March 2029" in answer.claims[0]["text"]
    assert "12 September 2030" in answer.claims[0]["text"]


def test_round_that_is_only_sought_is_no_operand(bot: Bot) -> None:
    answer = bot.ask("By what factor did the round size grow from Series C to Series D?")
    assert all("×" not in c["text"] for c in answer.claims)


def test_what_the_record_lacks_is_not_made_up_from_the_other_figure(bot: Bot) -> None:
    for question in (
        "By what factor did churn rise from Series B to Series C?",
        "B轮到C轮流失率涨了几倍？",
    ):
        assert bot.ask(question).status == "declined", question


def test_total_without_one_of_its_rounds_is_no_total(bot: Bot) -> None:
    answer = bot.ask("What did Series A, B and C add up to?")
    assert all("€275 million" not in c["text"] for c in answer.claims)


def test_per_employee_divides_what_was_asked_for_by_the_count_of_that_day(bot: Bot) -> None:
    for question in ("How much revenue is that per employee?", "人均收入是多少？"):
        (made,) = bot.ask(question).metrics
        assert [i["value"] for i in made["inputs"]] == [61_000_000, 640], question


def test_margin_is_divided_by_nobody(bot: Bot) -> None:
    for question in ("What is the gross margin per employee?", "人均毛利率是多少？"):
        assert bot.ask(question).metrics == [], question


def test_two_quantities_of_two_parties_are_not_taken_for_one_partys(bot: Bot) -> None:
    answer = bot.ask("What is Brinekeld's ARR as a multiple of Cobaltine's revenue?")
    assert all("€61 million" not in c["text"] for c in answer.claims)


def test_difference_that_cannot_be_worked_out_leaves_the_answer_partial(bot: Bot) -> None:
    for question in (
        "How much more cash has Cobaltine than Brinekeld?",
        "科巴汀的现金比布林凯多多少？",
    ):
        assert bot.ask(question).status in ("partial", "declined"), question


def test_year_that_is_asked_for_leads_and_not_the_run_rate_at_a_day_of_it(bot: Bot) -> None:
    for question, said in (("What was revenue in 2030?", "€61"), ("2030年收入是多少？", "6,100万")):
        assert said in bot.ask(question).claims[0]["text"], question


def test_conversion_is_of_the_quantity_as_defined_or_says_which_rate_is_missing(bot: Bot) -> None:
    for question in ("Revenue in yen?", "收入合多少日元？"):
        answer = bot.ask(question)
        assert answer.status == "partial" and "JPY" in (answer.notice or ""), question
