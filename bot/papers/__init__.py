"""Questions answered from documents alone: asked → cells, sentences, formulas → what answers.

A desk of a user's own documents has no recorded facts. What is asked must be said by a sentence, a
cell of a table with its heading, or follow from cells by a named formula; else nothing answers.
"""
