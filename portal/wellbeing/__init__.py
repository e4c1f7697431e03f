"""How the portal itself is doing: the page "Hoe gaat het" for HPP, and a mail when something stays wrong.

Rooms say what there is to look at in their signs.py (register.py); looking.py looks, watching.py remembers and tells.
"""
