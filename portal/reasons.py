"""Why something can't be done."""


class NotPossible(Exception):
    """Asked for correctly, yet it can't be done now; the text is for the visitor."""
