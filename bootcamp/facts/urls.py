from django.urls import path

from bootcamp.facts.views import delivering, own, reading

urlpatterns = [
    path("feiten/", reading.facts_list, name="facts_list"),
    path("feiten/duo/", delivering.deliveries, name="deliveries"),
    path("feiten/duo/nieuw/", delivering.upload, name="delivery_new"),
    path("feiten/duo/<int:delivery_id>/", delivering.delivery, name="delivery"),
    path("feiten/duo/<int:delivery_id>/gebruiken/", delivering.apply, name="delivery_use"),
    path("feiten/duo/<int:delivery_id>/weggooien/", delivering.discard, name="delivery_discard"),
    path("feiten/duo/<int:delivery_id>/terugdraaien/", delivering.undo, name="delivery_undo"),
    path("feiten/bestuur/<int:board_id>/", reading.board_facts, name="board_facts"),
    path("feiten/<int:school_id>/", reading.facts, name="facts"),
    path("feiten/<int:school_id>/eigen-getallen/", own.own, name="facts_own"),
    path("feiten/<int:school_id>/naar-het-plan/", own.into_plan, name="facts_into_plan"),
    path("feiten/<int:school_id>/papier/", reading.paper, name="facts_paper"),
    path("feiten/<int:school_id>/papier/pdf/", reading.paper_file, name="facts_paper_file"),
]
