"""Who fits which open half-days, for a whole round at once: no Django, no names, no money.

rows.py       wishes, needs and schools as numbers and sets; what is refused, with a word
distance.py   how far two schools are apart
fitting.py    which half-days of a need fit a wish, and which conditions fail
model.py      the question as a linear programme; solving.py asks it, goal by goal
why.py        why something stays open; levers.py the one condition that would unlock most
checking.py   looks at every outcome again, without the solver
child.py      the same in a process of its own, which can be stopped
"""
