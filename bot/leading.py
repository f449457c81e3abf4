"""Of the concepts that a question names, the one it is mainly about.

In: concepts in reading order, the ledger. Out: the same, the main one first. Knows the lexicon and
which attributes are recorded, and no wording.
"""

from collections.abc import Sequence

from knowledge import Ledger, lexicon

_ORDER = "ranking"


def main_first(concepts: Sequence[str], ledger: Ledger, *, share: bool) -> tuple[str, ...]:
    """What can never be recorded before what is, a figure that is not recorded before the rest,
    whole topics last.

    "User churn" is about churn, "risks of the API" about the API, "the share price of the listing"
    about a price, "how many years does the cash last" about a time that rests on the cash.
    """
    known = lexicon().concepts
    held = {f.attribute for f in ledger.facts}

    def place(concept: str) -> tuple[bool, ...]:
        one = known[concept]
        missing = held.isdisjoint((*one.attributes, concept))
        figure = missing and one.unit in ("money", "percent")
        rests = one.unit == "time" and any(
            known[c].attributes[:1] and known[c].attributes[0] in one.attributes[1:]
            for c in concepts
        )
        part = share and one.unit == "percent" and not missing
        if concept == _ORDER:  # "ranked by market value" is about the value
            return True, True, True, True, True, True
        whole = any(c.startswith(f"{concept}_") for c in concepts)  # ipo, where ipo_size is asked
        return (
            whole,
            bool(one.attributes),
            not (figure or part),
            not rests,
            bool(one.topics),
            missing,
        )

    return tuple(sorted(dict.fromkeys(concepts), key=place))
