"""What may be published about few people: the one module for every figure that others see.

    rule.py        blocks of five and the random step: pure, no Django
    settling.py    from answers to what is published of them: pure
    figures.py     what a page may say of published numbers: pure
    answering.py   keeping answers while a round is open
    publishing.py  the one moment at which figures arise
    showing.py     reading them back
    words.py       saying it kindly

Only answering and publishing know the piles with answers; everything else reads blocks and figures. What we promise and
what we don't stands in docs/kleine-getallen.md.
"""
