"""The pure parts of the measuring: ratios, goals, what is read from /proc, the table."""

import os
from collections.abc import Callable

import pytest

from evals import measured as measuring
from evals.measured import Measured, Timings


def measured(value: float, *, goal: float | None, unit: str = "s") -> Measured:
    return Measured(name="start", value=value, unit=unit, goal=goal, how="by hand")


def test_ratio_is_of_medians_so_that_one_slow_round_does_not_count() -> None:
    assert Timings(floor=(1.0, 1.0, 9.0), ours=(2.0, 50.0, 2.0)).ratio == 2.0


def test_floor_and_ours_take_turns() -> None:
    order: list[str] = []

    def noting(word: str) -> Callable[[], object]:
        return lambda: order.append(word)

    taken = measuring.in_turns(noting("floor"), noting("ours"), 2)
    assert order == ["floor", "ours", "floor", "ours"]
    assert len(taken.floor) == len(taken.ours) == 2


def test_together_keeps_every_round() -> None:
    one, two = Timings(floor=(1.0,), ours=(2.0,)), Timings(floor=(3.0,), ours=(4.0,))
    assert measuring.together([one, two]) == Timings(floor=(1.0, 3.0), ours=(2.0, 4.0))


@pytest.mark.parametrize(
    ("value", "goal", "met"),
    [(2.9, 3.0, True), (3.0, 3.0, True), (3.1, 3.0, False), (3.1, None, None)],
    ids=["below", "at", "above", "no goal"],
)
def test_goal_is_met_at_or_below(value: float, goal: float | None, met: bool | None) -> None:
    assert measured(value, goal=goal).met is met


def test_goal_where_more_is_better_is_met_at_or_above() -> None:
    rate = Measured(name="rate", value=2.6, unit="×", goal=2.5, how="", more_is_better=True)
    assert rate.met
    assert rate.cells[2] == "≥ 2.5 × ✓"
    slow = Measured(name="rate", value=2.4, unit="×", goal=2.5, how="", more_is_better=True)
    assert slow.met is False


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        (measured(8.23, goal=15), ("8.23 s", "≤ 15 s ✓")),
        (measured(20.0, goal=15), ("20 s", "≤ 15 s ✗")),
        (measured(2358.0, goal=None, unit="MB"), ("2,358 MB", "")),
    ],
    ids=["met", "missed", "no goal"],
)
def test_value_and_goal_are_shown_with_units(of: Measured, shown: tuple[str, str]) -> None:
    assert of.cells[1:3] == shown


def test_peak_is_read_in_decimal_gigabytes() -> None:
    status = "Name:\tpython\nVmPeak:\t 9999999 kB\nVmHWM:\t 1000000 kB\nVmRSS:\t  5 kB\n"
    assert measuring.peak_gb(status) == pytest.approx(1.024)


def test_status_without_a_peak_is_an_error() -> None:
    with pytest.raises(ValueError, match="VmHWM"):
        measuring.peak_gb("Name:\tzombie\n")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ("fpu avx2 avx512f amx_tile amx_bf16", "2 cores with AVX-512, AMX and bfloat16"),
        ("fpu avx512f", "2 cores with AVX-512"),
        ("fpu avx512f avx512_bf16", "2 cores with AVX-512 and bfloat16"),
        ("fpu avx2", "2 cores"),
    ],
    ids=["all", "one", "two", "none"],
)
def test_machine_is_described_by_what_matters_here(flags: str, words: str) -> None:
    cpuinfo = f"processor\t: 0\nmodel name\t: X\nflags\t\t: {flags}\nbugs\t\t: avx512f\n"
    assert measuring.machine(cpuinfo, 2) == words


def test_machine_without_flags_is_its_cores() -> None:
    assert measuring.machine("", 4) == "4 cores"


def test_busy_seconds_leave_idling_and_waiting_out() -> None:
    stat = "cpu  100 0 50 9000 800 0 20 30 7 7\ncpu0 1 1 1 1 1 1 1 1 0 0\n"
    assert measuring.busy_s(stat) == pytest.approx(200 / os.sysconf("SC_CLK_TCK"))


def test_table_has_a_row_for_each_measure_then_when_and_where() -> None:
    lines = measuring.table([measured(1.0, goal=2)], "today, here").splitlines()
    assert lines[2] == "| start | 1 s | ≤ 2 s ✓ | by hand |"
    assert lines[-1] == "today, here"
