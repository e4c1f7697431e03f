from django.urls import path

from bootcamp.following import views

SEAT = "mijn/<int:enrolment_id>"
SESSION = f"{SEAT}/sessie/<int:number>"

urlpatterns = [
    path("mijn/", views.my_bootcamp, name="my_bootcamp"),
    path(f"{SEAT}/", views.enrolment, name="enrolment"),
    path(f"{SEAT}/agenda/", views.calendar_file, name="calendar_file"),
    path(f"{SESSION}/", views.session, name="session"),
]
