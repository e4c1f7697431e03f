from django.urls import path

from bootcamp.results.views import asking, counting, opening, reading

urlpatterns = [
    path("resultaten/", reading.results_list, name="results_list"),
    path("resultaten/in-cijfers/", opening.numbers, name="numbers"),
    path("resultaten/in-cijfers/resultaten.csv", opening.numbers_csv, name="numbers_csv"),
    path("resultaten/in-cijfers/datapackage.json", opening.numbers_package, name="numbers_package"),
    path("resultaten/<int:school_id>/", reading.results, name="results"),
    path("resultaten/<int:school_id>/excel/", reading.excel, name="results_excel"),
    path("resultaten/<int:school_id>/<int:year>-<int:month>/", counting.month, name="results_month"),
    path("resultaten/<int:school_id>/<int:year>-<int:month>/opnieuw/", counting.reopen, name="results_reopen"),
    path(
        "resultaten/<int:school_id>/nog-zo/<int:expansion_id>/<int:after>/",
        asking.still,
        name="results_still",
    ),
]
