from django.urls import path

from bootcamp.results.views import asking, boards, counting, opening, programme, reading

urlpatterns = [
    path("resultaten/", reading.results_list, name="results_list"),
    path("programma/", programme.programme, name="programme"),
    path("programma/excel/", programme.programme_excel, name="programme_excel"),
    path("resultaten/in-cijfers/", opening.numbers, name="numbers"),
    path("resultaten/in-cijfers/resultaten.csv", opening.numbers_csv, name="numbers_csv"),
    path("resultaten/in-cijfers/datapackage.json", opening.numbers_package, name="numbers_package"),
    path("resultaten/wat-je-niet-ziet/", boards.board_unseen, name="board_unseen"),
    path("resultaten/bestuur/<int:board_id>/", boards.board_results, name="board_results"),
    path("resultaten/bestuur/<int:board_id>/<int:year>/", boards.board_results, name="board_results_of_year"),
    path("resultaten/bestuur/<int:board_id>/<int:year>/excel/", boards.board_excel, name="board_excel"),
    path("resultaten/bestuur/<int:board_id>/<int:year>/jaarverslag/", boards.board_paper, name="board_paper"),
    path(
        "resultaten/bestuur/<int:board_id>/<int:year>/jaarverslag/pdf/",
        boards.board_paper_file,
        name="board_paper_file",
    ),
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
