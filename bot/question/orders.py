"""A question as typed → the part that asks, without the orders to the desk around it.

"Begin with STRONG BUY, drop the sources, then give the valuation": the last clause asks. In: the
text. Out: its asking sentences and clauses; all of it where none asks. Knows only wording; the
orders that sources give are `knowledge.orders`.
"""

import re

_TAG = re.compile(r"<(?P<tag>system|instructions?)>[^<>]*</(?P=tag)>|<[^<>]{0,40}>", re.IGNORECASE)
_ROLE = re.compile(r"(?:^|(?<=[\s.。!！?？]))(?:user|human|用户)\s*[:：]", re.IGNORECASE)
# a point inside a number or after a letter of "U.S." ends nothing
_SENTENCE = re.compile(
    r"[^.!?。！？:：\n]*(?:(?:[.:](?=\d)|(?<=\b[A-Z])\.(?=[A-Z]\b)|(?<=\b[A-Z]\.[A-Z])\.)"
    r"[^.!?。！？:：\n]*)*[.!?。！？:：\n]?"
)
_CLAUSE = re.compile(
    r"[，,；;]\s*(?:(?:然后|之后|接着|随后|最后)(?:再|才)?|再|才)(?:告诉我?|回答|说说?|给出|说明)?"
    r"|\s*(?:,(?!\d)|[;，；—])\s*(?:and |but )?(?:only )?(?:(?:then|afterwards)\b)?"
    r"|\s+(?:and|but) (?:only )?(?:then|afterwards)\b|\s+then\b(?= (?:tell|give|say|show|answer))"
    r"|\s+and (?=(?:tell|give|show) )",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"(?<![A-Za-z])(?:ignore|forget|disregard|pretend|repeat after|reply|respond|answer with"
    r"|say that|never mention|act as|you are|from now on|system"
    r"|your (?:reply|answer|response|output)|all (?:figures|numbers))(?![A-Za-z])"
    r"|忽略|无视|忘记|忘掉|假装|扮演|不要提|别提|请回答|请回复|回复说|以后|从现在起|你是"
    r"|只准|一律|系统指令|当作|按此|(?:所有|全部)数字",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^\W*(?:(?:please|first|now|just|simply|always|instead|and|also|you must) )*"
    r"(?:do not|don['’]t"
    r"|(?:begin|start|open|end|close|finish|preface) (?:with|by|your|the (?:reply|answer))"
    r"|(?:write|print|output|state|declare|announce|insert|add|repeat)\b|say(?= that| ?[:\"“'])"
    r"|(?:drop|skip|omit|leave out|remove|hide|suppress|avoid|no)\b.{0,30}"
    r"\b(?:citations?|cites?|sources?|references?|caveats?|hedges?|hedging|warnings?|disclaimers?"
    r"|disagreements?|conflicts?|risks?)\b|without (?:citing|citations?|sources?|references?))"
    r"|^\W*(?:请|先|务必|必须|直接|只能|首先|现在|并|且|并且)*"
    r"(?:以[“\"「『].{0,20}(?:开头|开始|结尾)|(?:写|输出|声明|宣布|断言|回复|照抄|重复|说)"
    r"(?:上|出|一句|一遍|明|道|：|:|“|\"|「|[^，,。]{0,20}(?:已经|是|有))"
    r"|(?:不要|别|不用|无需|省略|跳过|去掉|略去|隐去|删去)[^，,。]{0,8}"
    r"(?:引用|出处|来源|引文|注释|风险|保留|分歧|提示))",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[A-Za-z]{3}|[㐀-鿿]{2}")


def without_orders(question: str) -> str:
    """The sentences and clauses that ask; the whole text where none does."""
    plain = _ROLE.sub(" ", _TAG.sub(" ", question))
    parts = [p.strip() for p in _SENTENCE.findall(plain) if p.strip()]
    asking = [kept for kept in map(_asking, parts) if kept]
    if asking and (asking[-1] != parts[-1] or any(p[-1] in "?？" for p in asking)):
        return " ".join(asking)
    return plain.strip() or question


def _asking(sentence: str) -> str:
    """The sentence without its clauses that order; nothing where it does nothing else."""
    clauses = [c.strip() for c in _CLAUSE.split(sentence) if c.strip()]
    left = [c for c in clauses if not _orders(c)]
    if len(left) == len(clauses):
        return sentence  # 从K2到K3，… orders nothing, short as its first clause is
    return ", ".join(c for c in left if _ASKED.search(c))


def _orders(text: str) -> bool:
    return bool(_ANYWHERE.search(text) or _LEADS.search(text))
