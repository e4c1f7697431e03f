from django.utils import timezone

from calculator.web import posters
from tests.access import EDITORS, a_file, everyone, only
from tests.access.bootcamp import SPEAK_FOR_A_SCHOOL
from tests.factories import make_menu


def a_ticket(cast):
    return {"ticket": "er-is-geen-kaartje-dat-zo-heet"}


def a_poster(cast):
    return {"school_id": cast.school.pk, "scale": "LB"}


def a_made_poster(cast):
    posters.make(cast.school.pk, "LB", now=timezone.now())
    return a_poster(cast)


SPEAK_FOR_THIS_SCHOOL = ("directeur", "hr", "bestuur")


# Everyone may calculate. What only takes a POST sends who comes along with a GET to where it starts.
def a_shared_menu(cast):
    return {"code": make_menu(board=cast.board, shared_at=timezone.now()).code}


ROWS = {
    "calculator:start": everyone(),
    "calculator:quick": everyone(302),
    "calculator:widget": everyone(),
    "calculator:menu": everyone(arguments=a_shared_menu),
    "calculator:ask_pdf": everyone(302),
    "calculator:pdf": everyone(arguments=a_ticket),
    "calculator:download_pdf": everyone(302, arguments=a_ticket),
    "calculator:example": everyone(),
    "calculator:example_card": a_file(everyone()),
    "calculator:poster": only(*SPEAK_FOR_A_SCHOOL),
    "calculator:school_poster": only(*SPEAK_FOR_THIS_SCHOOL, arguments=a_poster),
    "calculator:school_poster_pdf": a_file(only(*SPEAK_FOR_THIS_SCHOOL, arguments=a_made_poster)),
    "calculator:school_poster_svg": a_file(only(*SPEAK_FOR_THIS_SCHOOL, arguments=a_poster)),
    "calculator:how_we_calculate": everyone(),
    "calculator:rule": everyone(arguments=lambda cast: {"slug": "zorgtoeslag"}),
    "calculator:value_changes": everyone(arguments=lambda cast: {"year": 2026}),
    "calculator:value_check": only(*EDITORS),
}
