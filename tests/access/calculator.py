from tests.access import EDITORS, everyone, only


def a_ticket(cast):
    return {"ticket": "er-is-geen-kaartje-dat-zo-heet"}


# Everyone may calculate. What only takes a POST sends who comes along with a GET to where it starts.
ROWS = {
    "calculator:start": everyone(),
    "calculator:quick": everyone(302),
    "calculator:widget": everyone(),
    "calculator:ask_pdf": everyone(302),
    "calculator:pdf": everyone(arguments=a_ticket),
    "calculator:download_pdf": everyone(302, arguments=a_ticket),
    "calculator:how_we_calculate": everyone(),
    "calculator:rule": everyone(arguments=lambda cast: {"slug": "zorgtoeslag"}),
    "calculator:value_changes": everyone(arguments=lambda cast: {"year": 2026}),
    "calculator:value_check": only(*EDITORS),
}
