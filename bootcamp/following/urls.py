from django.urls import path

from bootcamp.following.views import agenda, asking, pages, papers, people

SEAT = "mijn/<int:seat_id>"
SESSION = f"{SEAT}/sessie/<int:number>"
COLLEAGUES = f"{SEAT}/collegas"

urlpatterns = [
    path("mijn/", pages.my_bootcamp, name="my_bootcamp"),
    path("mijn/agenda/", agenda.my_calendar, name="my_calendar"),
    path("agenda/<slug:token>.ics", agenda.calendar_feed, name="calendar_feed"),
    path("certificaat/", papers.check_certificate, name="check_certificate"),
    path(f"{SEAT}/", pages.seat, name="seat"),
    path(f"{SEAT}/agenda/", agenda.bootcamp_file, name="calendar_file"),
    path(f"{SEAT}/certificaat/", papers.certificate, name="certificate"),
    path(f"{SEAT}/certificaat/bestand/", papers.certificate_file, name="certificate_file"),
    path(f"{SEAT}/evaluatie/", asking.evaluate, name="evaluate"),
    path(f"{COLLEAGUES}/", people.people, name="colleagues"),
    path(f"{COLLEAGUES}/uitnodigen/", people.invite, name="invite_colleague"),
    path(f"{COLLEAGUES}/uitnodiging/<int:invitation_id>/", people.withdraw, name="withdraw_invitation"),
    path(f"{COLLEAGUES}/<int:participation_id>/", people.colleague, name="colleague"),
    path("sessie/<uuid:uid>/", pages.session_of_mine, name="session_of_mine"),
    path(f"{SESSION}/", pages.session, name="session"),
    path(f"{SESSION}/voorbereid/", pages.prepare, name="prepare"),
    path(f"{SESSION}/op-school/", pages.field_work, name="field_work"),
    path(f"{SESSION}/inhalen/", pages.catch_up, name="catch_up"),
    path(f"{SESSION}/agenda/", agenda.session_file, name="session_calendar_file"),
    path(f"{SESSION}/evaluatie/", asking.evaluate_session, name="evaluate_session"),
]
