"""Someone else than a partner or a young child who lives in: it matters for the huurtoeslag, so who rents is asked."""

from typing import ClassVar

from django import forms

from calculator.rules.awir import eerstegraads_is_partner
from calculator.web.forms.base import number, optional_choice
from calculator.web.forms.fields import EurosField
from calculator.web.forms.work import BirthYearField, birth_day

NOBODY, CHILD, PARENT, OTHER = "none", "child", "parent", "other"
WHO = {
    NOBODY: "Nee",
    CHILD: "Een kind van 18 jaar of ouder",
    PARENT: "Mijn vader of moeder",
    OTHER: "Iemand anders met een eigen huurcontract",
}


def mate_field() -> forms.ChoiceField:
    return optional_choice(
        "Woont er nog iemand bij je? (hoeft niet)",
        list(WHO.items()),
        help_text="Naast je partner en je kinderen onder de 18. Een kamerhuurder van jou telt niet mee. Woont iemand "
        "anders bij je zonder huurcontract, en heb je een kind onder de 18? Dan zijn jullie partners voor de "
        "toeslagen. Vul diegene dan in bij partner.",
    )


def income_field() -> EurosField:
    return EurosField(
        label="Inkomen van wie bij je woont",
        high=500_000,
        after="per jaar",
        help_text="Bruto, van loon, uitkering en pensioen samen. We rekenen met één persoon, zonder groot vermogen.",
    )


def born_field() -> BirthYearField:
    return BirthYearField(
        label="In welk jaar is dat kind geboren?",
        help_text="Van een kind onder de 23 telt een deel van het inkomen niet mee. Vul dit kind niet ook in bij "
        "kinderen.",
    )


class HasHousemate:
    """For the form of the home."""

    MATE: ClassVar = {CHILD: ("mate_income", "mate_born"), PARENT: ("mate_income",), OTHER: ("mate_income",)}

    def ask_housemate(self) -> None:
        """Until 2024 an adult child or a parent could be a partner for the toeslagen; then it isn't asked."""
        if eerstegraads_is_partner(self.year):
            for name in ("mate", "mate_income", "mate_born"):
                del self.fields[name]
            return
        self.fields["mate"].widget.attrs["class"] = "input--long"
        self.fields["mate_born"].asked_in(self.year)

    @property
    def asks_housemate(self) -> bool:
        return "mate" in self.fields

    def check_housemate(self) -> None:
        self.demand("mate_income", "Vul het inkomen in van wie bij je woont. Is er geen inkomen? Vul dan 0 in.")
        self.demand("mate_born", "Vul het geboortejaar van dit kind in, met vier cijfers. Bijvoorbeeld 2004.")

    def others(self) -> list[dict]:
        """As the engine's contract writes them."""
        given = self.cleaned_data
        who = given.get("mate")
        if who not in self.MATE:
            return []
        born = birth_day(given["mate_born"], self.year)
        lease = {"lease": "third_party"} if who == OTHER else {}
        income = number(given["mate_income"])
        return [{"birth_date": born.isoformat(), "income_year": income, "relation": who, **lease}]
