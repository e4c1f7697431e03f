"""A whole household once more, for every year: fractions, one month after another, no arrays and none of the engine.

It reads the same parameter files with a reader of its own, and was first held against the tables that those files
were filled from. `household.answer(document)` gives what `bereken` should give.
"""
