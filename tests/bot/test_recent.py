import pytest

from bot.question.recent import recent

NEWEST = "2031-08-25"

TOLD = [
    ("the talks in March", "2031-03-01", "2031-03-31"),
    ("What was said in October?", "2030-10-01", "2030-10-31"),
    ("Q3 revenue", "2031-07-01", "2031-09-30"),
    ("FY30 revenue", "2030-01-01", "2030-12-31"),
    ("FY2030收入", "2030-01-01", "2030-12-31"),
    ("revenue last year", "2030-01-01", "2030-12-31"),
    ("3月那轮估值", "2031-03-01", "2031-03-31"),
    ("今年上半年收入", "2031-01-01", "2031-06-30"),
    ("去年收入", "2030-01-01", "2030-12-31"),
    ("年底账上多少", "2030-09-01", "2030-12-31"),
    ("the year-end balance", "2030-09-01", "2030-12-31"),
    ("7月16日还是17日发布的", "2031-07-01", "2031-07-31"),
    ("launched on July 16", "2031-07-01", "2031-07-31"),
    ("cash 30 sept", "2030-09-01", "2030-09-30"),
    ("what broke in nov", "2030-11-01", "2030-11-30"),
    ("the sept balance", "2030-09-01", "2030-09-30"),
    ("H1 growth", "2031-01-01", "2031-06-30"),
    ("heads since YE30", "2030-09-01", "2030-12-31"),
    ("30年上半年收入", "2030-01-01", "2030-06-30"),
    ("8月500亿美元那轮", "2031-08-01", "2031-08-31"),
    ("员工比30年底少了多少", "2030-09-01", "2030-12-31"),
]


@pytest.mark.parametrize(("question", "start", "end"), TOLD, ids=[q for q, _, _ in TOLD])
def test_time_without_a_year_is_the_last_such_time(question: str, start: str, end: str) -> None:
    (found,) = recent(question, NEWEST)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "question", ["May I ask for the ARR?", "月活用户", "the 3 March letter", "过去30年", "30年内"]
)
def test_no_time_is_read_where_none_is_told(question: str) -> None:
    assert recent(question, NEWEST) == []


def test_record_without_a_time_gives_none() -> None:
    assert recent("in March", "") == []
