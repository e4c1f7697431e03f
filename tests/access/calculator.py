from tests.access import everyone


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
}
