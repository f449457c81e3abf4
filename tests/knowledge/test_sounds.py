"""Chinese names and the Latin ones that they sound like."""

import pytest

from knowledge import sounds


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("杨植麟", "Yang Zhilin"),
        ("李彦宏", "Yanhong Li"),
        ("特斯拉", "Tesla"),
        ("索瑞凡", "Sorivane"),
        ("菲尔加基金", "Fjellgard Growth"),
        ("西门子", "Siemens"),
    ],
)
def test_name_sounds_like(chinese: str, latin: str) -> None:
    assert sounds.alike(chinese, latin)


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("索瑞凡", "Tesla"),
        ("特斯拉", "Sorivane"),
        ("杨植麟", "Yang Lin"),
        ("苹果", "Apple"),  # a translation, no sound
        ("佩尔沃斯", "Pellworth"),  # too far off to be sure
        ("公司", "Gongsi"),  # a kind of name, and none
    ],
)
def test_name_does_not(chinese: str, latin: str) -> None:
    assert not sounds.alike(chinese, latin)
