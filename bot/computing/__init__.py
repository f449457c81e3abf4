"""A question as understood and recorded facts → one figure that follows from them.

`pairing` asks each kind of computation in turn; every operand is a recorded fact, every formula is
named. Nothing here says a figure: what it finds is computed by `knowledge.metrics`.
"""
