from django.urls import path

from bootcamp.results.views import asking, counting, reading

urlpatterns = [
    path("resultaten/", reading.results_list, name="results_list"),
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
