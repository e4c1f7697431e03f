from django.urls import path

from bootcamp.seats.views import changing, choosing, inviting, several, waiting

urlpatterns = [
    path("", choosing.bootcamp_list, name="bootcamp_list"),
    path("<int:bootcamp_id>/", choosing.bootcamp, name="bootcamp"),
    path("<int:bootcamp_id>/inschrijven/", choosing.enrol, name="enrol"),
    path("<int:bootcamp_id>/scholen-inschrijven/", several.enrol_several, name="enrol_several"),
    path("<int:bootcamp_id>/uitnodigen/", inviting.invite, name="invite"),
    path("uitnodiging/<slug:code>/", inviting.invitation, name="invitation"),
    path("mijn/lijst/<int:application_id>/", waiting.application, name="application"),
    path("mijn/<int:seat_id>/afmelden/", choosing.cancel, name="cancel"),
    path("mijn/<int:seat_id>/verplaatsen/", changing.move, name="move"),
    path("mijn/<int:seat_id>/sessie/<int:number>/ruilen/", changing.swap, name="swap"),
]
