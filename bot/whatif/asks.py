"""Whether a question asks the cash model anything, and whether all that it supposes was read.

In: the tokens, what was said and which values were found. Out: yes or no. Sets nothing.
"""

from datetime import date

from bot.whatif.clauses import QUANTITIES, Said, assign
from bot.whatif.sums import ONCE
from bot.whatif.values import ENDS, Values
from bot.whatif.words import Read, Token, tokens
from knowledge import Language
from knowledge.scenario import Change

_WEAK = {"opening", "target_years", "until", "horizon_months", "unread", "raise_day"}
MOVES = frozenset({"up", "down", "halve", "none", "delay"})
_SETS = QUANTITIES | {"date", "span", "later"}
_MOVED = frozenset({"up", "down", "multiple"})
_MOVING = _MOVED | {
    "burn", "money", "percent", "to_level", "more", "follow", "include", "filler", "stop",
    "per_month", "per_year", "as_is",
}  # fmt: skip
_HAPPENS = frozenset({
    "multiple", "percent", "up", "down", "halve", "delay", "lose", "outlay", "raise", "instrument",
})  # fmt: skip
_ASKING = frozenset({"how_long", "last", "until", "ask", "chance", "elsewhere"})
_SAYING = frozenset({"unknown", "delay", "lose", *ONCE})  # something happens, whatever it is
_BASE = Change()  # nothing changed yet: the turn before asked how long the cash lasts


def is_what_if(got: Read, said: Said, found: Values, before: Change | None) -> bool:
    """Whether the question asks the model anything, rather than asking for what is recorded."""
    if _is_of_record(got, said, found):
        return False
    tags, named = said.tags, found.set.keys()
    strong = named - _WEAK
    supposes, lasting = "if" in tags, _is_lasting(said)
    if before is not None and _goes_on(got, said, found, before):
        return True
    if "burn" in named and _only_moves(got):
        return True
    if named & {"vary", "out_before"}:
        return bool(named & {"target_years", "until", "out_before"})
    if lasting and "until" in tags and "until" in named:
        return True  # "will the cash last until 2028?": of the model as the sources have it
    if lasting and (strong or ("only" in tags and "opening" in named)):
        return True
    return supposes and (bool(named) or (lasting and is_missed(said, found)))


def _only_moves(got: Read) -> bool:
    """Nothing is said but how the burn moves, and what of it: 消耗砍一半呢."""
    tags = {t.tag for t in got.tokens}
    return bool(tags & _MOVED) and bool(tags & {"follow", "include"}) and tags <= _MOVING


def _is_lasting(said: Said) -> bool:
    """It asks how long something lasts; of users and prices only where it says so itself: "over
    which months did users grow" and "from the peak through 2025" do not.
    """
    if "elsewhere" in said.tags and not said.tags & {"last", "if"}:
        return False
    return bool(said.tags & {"how_long", "last", "until"})


def _is_of_record(got: Read, said: Said, found: Values) -> bool:
    """It asks for what is or was, or for something that the model does not hold."""
    tags, lasting = said.tags, _is_lasting(said)
    first = next((t.tag for t in got.tokens if t.tag != "filler"), "")
    past = first == "past" or ("past" in tags and "if" not in tags)
    sought = "vary" in found.set and bool(found.set.keys() & {"target_years", "until"})
    asks = "ask" in tags and not ("if" in tags or lasting or sought)
    return past or asks or (bool(tags & {"elsewhere", "raised"}) and not lasting)


def _goes_on(got: Read, said: Said, found: Values, before: Change) -> bool:
    """It changes something on top of the turn before."""
    first = next((t.tag for t in got.tokens if t.tag != "filler"), "")
    follows = first == "sep" or bool(said.tags & {"follow", "if", "include"})
    strong = found.set.keys() - _WEAK
    if before == _BASE:
        moves = any(t.tag in MOVES | {"percent", "multiple"} for t in got.tokens)
        return bool(strong) and (follows or moves)
    return bool(strong) or (bool(found.set) and follows)


def supposes(question: str, language: Language, today: date) -> bool:
    """Whether it supposes that some figure is another one, of whatever."""
    said = assign(tokens(question, language, today).tokens)
    moved = QUANTITIES | MOVES - {"none"}
    return any({t.tag for t in c} & moved for c in said.clauses if any(t.tag == "if" for t in c))


def hurries(question: str, language: Language, today: date) -> bool:
    """It says without an "if" that something moves, and then asks how long: "the tranche slips by a
    quarter, runway?".
    """
    clauses = [{t.tag for t in c} for c in assign(tokens(question, language, today).tokens).clauses]
    asks = [bool(c & {"how_long", "last"}) for c in clauses]
    moves = [bool(c & _HAPPENS) and not c & {"ask", "past"} for c in clauses]
    return any(asks) and any(m and not a for m, a in zip(moves, asks, strict=True))


def is_missed(said: Said, found: Values) -> bool:
    """A sum, a day or a move has no input, or a clause of what is supposed sets nothing."""
    supposed = False
    if "floor" in said.tags and "floor" not in found.set:
        return True  # what must be left is told and not how much
    for clause in said.clauses:
        tags = {t.tag for t in clause}
        supposed |= "if" in tags
        sets = any(t in found.used and t.tag not in ENDS for t in clause)
        missed = any(t in found.left and t.tag in _SETS and not is_one(t) for t in clause)
        idle = bool(tags & MOVES and tags & found.costs and not tags & {"none"})
        says = tags & (_SAYING - ({"lose"} if found.set.get("outlays") else set())) or (
            "instrument" in tags and "none" not in tags
        )
        blank = supposed and bool(says) and not tags & _ASKING
        if missed or (not sets and (idle or blank)):
            return True
    return False


def is_one(token: Token) -> bool:
    """Such as the "one" of "one run costs …", which says nothing."""
    return token.tag in ("number", "times") and token.value.low == token.value.high == 1
