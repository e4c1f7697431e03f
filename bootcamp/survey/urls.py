from django.urls import path

from bootcamp.survey.views import answering, leading

urlpatterns = [
    path("vragenlijst/", leading.survey_list, name="survey_list"),
    path("vragenlijst/wie-ziet-wat/", leading.who_sees_what, name="survey_who_sees_what"),
    path("vragenlijst/<int:school_id>/", leading.survey, name="survey"),
    path("vragenlijst/<int:school_id>/openen/", leading.open_survey, name="survey_open"),
    path("vragenlijst/<int:school_id>/stilzetten/", leading.pause, name="survey_pause"),
    path("vragenlijst/<int:school_id>/later/", leading.postpone, name="survey_postpone"),
    path("vragenlijst/<int:school_id>/kaartjes/", leading.cards, name="survey_cards"),
    path("vragenlijst/<int:school_id>/excel/", leading.excel, name="survey_excel"),
    path("v/<slug:code>/", answering.survey_answer, name="survey_answer"),
    path("v/<slug:code>/klaar/", answering.survey_done, name="survey_done"),
]
