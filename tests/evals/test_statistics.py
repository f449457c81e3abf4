import pytest

from evals import statistics


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([2.0, 3.0], [0.0, 1.0], 1.0),
        ([0.0, 1.0], [2.0, 3.0], 0.0),
        ([1.0], [1.0], 0.5),
        # pairs: 3>2, 3>1, 1<2, 1=1 → 2.5 of 4
        ([3.0, 1.0], [2.0, 1.0], 0.625),
    ],
    ids=["perfect", "reversed", "tied", "mixed"],
)
def test_auroc_is_the_share_of_pairs_ranked_rightly(
    positive: list[float], negative: list[float], expected: float
) -> None:
    assert statistics.auroc(positive, negative) == expected


def test_auroc_of_one_class_is_an_error() -> None:
    with pytest.raises(ValueError, match="both classes"):
        statistics.auroc([1.0], [])


def test_mean_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no values"):
        statistics.mean([])


def test_mean_has_an_interval_around_it() -> None:
    got = statistics.mean([1.0] * 90 + [0.0] * 10)
    assert got.value == 0.9
    # the normal approximation gives 0.9 ± 0.059
    assert 0.82 < got.low < 0.86
    assert 0.94 < got.high < 0.97


def test_f1_counts_hits_twice_over_wanted_and_got() -> None:
    got = statistics.f1([True, True, False, False], [True, False, True, False])
    assert got.value == 0.5
    assert got.low <= 0.5 <= got.high
    assert statistics.f1([True] * 9, [True] * 9).low == 1
    with pytest.raises(ValueError, match="neither"):
        statistics.f1([False], [False])


def test_median_has_an_interval_around_it() -> None:
    got = statistics.median([float(i) for i in range(101)])
    assert got.value == 50
    assert 30 < got.low < 50 < got.high < 70


def test_same_seed_gives_the_same_interval() -> None:
    values = [float(i % 3 == 0) for i in range(50)]
    assert statistics.mean(values, seed=7) == statistics.mean(values, seed=7)


def test_auroc_interval_holds_its_value_and_counts_both_classes() -> None:
    got = statistics.auroc_interval([0.9, 0.8, 0.4, 0.7], [0.1, 0.5, 0.3])
    assert got.low <= got.value <= got.high
    assert got.n == 7


def test_constant_values_have_no_width() -> None:
    got = statistics.mean([1.0] * 20)
    assert (got.low, got.value, got.high) == (1.0, 1.0, 1.0)


def test_clustered_interval_is_wider_where_a_group_agrees_with_itself() -> None:
    values = [1.0] * 50 + [0.0] * 50
    alone = statistics.mean(values)
    groups = [[1.0] * 10] * 5 + [[0.0] * 10] * 5
    together = statistics.clustered(groups, lambda held: sum(held) / len(held))
    assert together.value == alone.value == 0.5
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_clustered_measure_that_cannot_be_taken_is_an_error() -> None:
    def refuse(held: list[float]) -> float:
        raise ValueError(f"nothing to say about {len(held)} values")

    with pytest.raises(ValueError, match="nothing to say"):
        statistics.clustered([[1.0], [2.0]], refuse)


def test_clustered_draws_again_where_a_class_is_missing() -> None:
    groups = [[("+", 0.9)], [("-", 0.2)], [("+", 0.8), ("-", 0.3)]]

    def area(held: list[tuple[str, float]]) -> float:
        split = {sign: [v for s, v in held if s == sign] for sign in "+-"}
        return statistics.auroc(split["+"], split["-"])

    assert statistics.clustered(groups, area).value == 1.0
