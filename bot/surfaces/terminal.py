"""An answer as an analyst reads it in a terminal: text, sources, what is missing, what to ask next.

In: the answer as a dictionary. Out: lines of plain text in its language. Adds and drops nothing.
"""

from typing import Any


def note(answer: dict[str, Any]) -> str:
    zh = answer["language"] == "zh"
    lines = [answer["notice"]] if answer["notice"] else []
    lines += [answer["answer"].replace("**", ""), ""]
    for c in answer["citations"]:
        day = c["published"] or ("日期不详" if zh else "undated")
        quote = " ".join(c["quote"].split())
        read = (" (OCR识别)" if zh else " (read by OCR)") if c["recognised"] else ""
        lines.append(f"[{c['n']}] {c['publisher']}, {day}, tier {c['tier']}{read}: {quote}")
    for m in answer["missing"]:
        lines.append(f"{'未知' if zh else 'Not known'}: {m['what']} → {m['document']}")
    if answer["followups"]:
        lines.append(("可问：" if zh else "Ask next: ") + " · ".join(answer["followups"]))
    for w in answer["withheld"]:
        lines.append(f"{'未采用' if zh else 'Withheld'}: {w['text']} ({'; '.join(w['reasons'])})")
    lines.append(f"({answer['status']}, thread {answer['thread_id']})")
    return "\n".join(lines)
