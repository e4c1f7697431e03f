from django.urls import path

from bootcamp.exchange import urls as exchange_urls
from bootcamp.experts import urls as expert_urls
from bootcamp.following import urls as following_urls
from bootcamp.plan import urls as plan_urls
from bootcamp.running import urls as running_urls
from bootcamp.views import changing, choosing, inviting, waiting

app_name = "bootcamp"
urlpatterns = [
    path("", choosing.bootcamp_list, name="bootcamp_list"),
    path("<int:bootcamp_id>/", choosing.bootcamp, name="bootcamp"),
    path("<int:bootcamp_id>/inschrijven/", choosing.enrol, name="enrol"),
    path("<int:bootcamp_id>/uitnodigen/", inviting.invite, name="invite"),
    path("uitnodiging/<slug:code>/", inviting.invitation, name="invitation"),
    path("mijn/lijst/<int:application_id>/", waiting.application, name="application"),
    path("mijn/<int:enrolment_id>/afmelden/", choosing.cancel, name="cancel"),
    path("mijn/<int:enrolment_id>/verplaatsen/", changing.move, name="move"),
    path("mijn/<int:enrolment_id>/sessie/<int:number>/ruilen/", changing.swap, name="swap"),
]
urlpatterns += exchange_urls.urlpatterns
urlpatterns += expert_urls.urlpatterns
urlpatterns += following_urls.urlpatterns
urlpatterns += plan_urls.urlpatterns
urlpatterns += running_urls.urlpatterns
