"""A question as typed → what stands in it: times, parties, rounds, names, words, what is wanted.

Each module reads one kind of thing; `read` puts them together and `bot.understand` makes of them an
`Understanding`. Nothing here chooses an answer.
"""
