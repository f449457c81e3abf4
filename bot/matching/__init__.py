"""A question as understood → the recorded facts that answer it.

`fit` scores a fact, by what its attribute is `worth` and how much of the `wording` it says; the
rest are questions that ask for facts in their own way: what changed, who someone is, two sides.
"""
