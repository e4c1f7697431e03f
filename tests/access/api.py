from tests.access import a_file, everyone

ROWS = {
    "api:docs": everyone(),
    "api:openapi": a_file(everyone()),
    # It wants a POST; the answer says so in the way of the API.
    "api:calculation": everyone(405),
}
