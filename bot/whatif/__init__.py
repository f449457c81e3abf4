"""What-if questions: what they suppose → a change to the cash model, its answer and its chart.

`supposed` says whose cash it is, `named` writes recorded amounts in the place of their names, and
`change` reads the rest. The model itself is `knowledge.scenario`.
"""
