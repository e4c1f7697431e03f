from django.urls import path

from bootcamp.exchange import urls as exchange_urls
from bootcamp.following import urls as following_urls
from bootcamp.plan import urls as plan_urls

app_name = "bootcamp"
urlpatterns = [
    path("", views.bootcamp_list, name="bootcamp_list"),
    path("<int:bootcamp_id>/", views.bootcamp, name="bootcamp"),
    path("<int:bootcamp_id>/inschrijven/", views.enrol, name="enrol"),
    path("mijn/", following.my_bootcamp, name="my_bootcamp"),
    path("mijn/<int:enrolment_id>/", following.enrolment, name="enrolment"),
    path("mijn/<int:enrolment_id>/agenda/", following.calendar_file, name="calendar_file"),
    path("mijn/<int:enrolment_id>/afmelden/", views.cancel, name="cancel"),
    path("mijn/<int:enrolment_id>/sessie/<int:number>/", following.session, name="session"),
]
urlpatterns += plan_urls.urlpatterns
urlpatterns += exchange_urls.urlpatterns
urlpatterns += following_urls.urlpatterns
