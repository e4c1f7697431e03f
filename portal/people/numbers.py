"""The numbers by which DUO names institutions, their sites and their boards, in the ways in which files write them.

An institution is `05AB`; a site is its institution with two digits, `05AB00` for the main one. Files write the site in
full or its two digits only, at times without the zero in front.
"""

import re

# Other names of the columns in DUO's files, as portal/files/tables.py asks for them.
SYNONYMS = {
    "BRIN NUMMER": "INSTELLINGSCODE",
    "BRIN": "INSTELLINGSCODE",
    "VESTIGINGSNUMMER": "VESTIGINGSCODE",
    "BEVOEGD GEZAG": "BEVOEGD GEZAG NUMMER",
    "BESTUUR": "BEVOEGD GEZAG NUMMER",
}
MAIN_SITE = "00"


def institution(text: str) -> str:
    """`05AB`, or nothing for what isn't one."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[0-9]{2}[A-Z]{2}", code) else ""


def site(institution_code: str, text: str) -> str:
    """`05AB01` from `05AB01`, `01` or `1` at institution `05AB`; nothing where they don't go together."""
    code = text.strip().upper()
    if institution_code and re.fullmatch(r"[0-9]{1,2}", code):
        return institution_code + code.zfill(2)
    return code if institution_code and re.fullmatch(rf"{institution_code}[0-9]{{2}}", code) else ""


def site_of(brin: str) -> str:
    """In full: `05AB` is the main site of its institution, as people call it. Also from `05AB-01`."""
    code = re.sub(r"[\s-]", "", brin).upper()
    return code + MAIN_SITE if institution(code) else code


def as_people_write(site_code: str) -> str:
    """`05AB` for a main site; the number as a school knows it."""
    return site_code.removesuffix(MAIN_SITE) if len(site_code) == 6 else site_code


def board(text: str) -> str:
    """`41211` from `41211.0`, as spreadsheets make of it; nothing for what is no number."""
    number = text.strip().removesuffix(".0")
    return number if re.fullmatch(r"[0-9]{1,6}", number) else ""
