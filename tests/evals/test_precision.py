"""How alike two rankings are."""

import numpy as np
import pytest

from evals.precision import agreement

EXACT = np.array([[0.9, 0.8, 0.7, 0.1], [0.1, 0.9, 0.8, 0.7]], dtype=np.float32)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ([0.1, 0.9, 0.8, 0.7], (1.0, 1.0)),
        ([0.1, 0.8, 0.9, 0.7], (0.5, 1.0)),
        ([0.1, 0.9, 0.7, 0.8], (0.5, 0.5)),
    ],
    ids=["same", "swapped", "another"],
)
def test_share_of_questions_with_the_same_first_two(
    second: list[float], expected: tuple[float, float]
) -> None:
    quick = np.array([EXACT[0], second], dtype=np.float32)
    assert agreement(EXACT, quick, 2) == expected
