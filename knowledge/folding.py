"""A question as typed → the forms that lexicon and record are written in.

Traditional Chinese becomes Simplified, full-width letters and digits become plain. By characters:
tables of phrases take names for terms (布林 for 布尔). What is stored is never folded, so spans of
sources stay where they are. The door to opencc. Knows no meaning.
"""

import functools
from typing import Any

from knowledge.matcher import is_cjk

_LETTERS = [chr(wide) for wide in range(0xFF01, 0xFF5F) if chr(wide - 0xFEE0).isalnum()]
_PLAIN = "".join(chr(ord(wide) - 0xFEE0) for wide in _LETTERS)
_WIDE = str.maketrans("".join(_LETTERS) + "％＄．＋\u3000\xa0", _PLAIN + "%$.+  ")
# what Taiwan and Hong Kong write for words of the lexicon
_ELSEWHERE = {
    "帐": "账", "晶片": "芯片", "软体": "软件", "网路": "网络", "使用者": "用户", "讯息": "消息",
    "人工智慧": "人工智能", "资料中心": "数据中心", "伺服器": "服务器", "透过": "通过",
}  # fmt: skip


def folded(text: str) -> str:
    plain = text.translate(_WIDE)
    if not is_cjk(plain):
        return plain
    simple = str(_simplifier().convert(plain))
    for there, here in _ELSEWHERE.items():
        simple = simple.replace(there, here)
    return simple


@functools.cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
