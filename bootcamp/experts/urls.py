from django.urls import path

from bootcamp.experts import steps
from bootcamp.experts.views import asking, helping, staff, stepping

ONE = "experts/vraag/<int:request_id>"

urlpatterns = [
    path("experts/", asking.directory, name="experts"),
    path("experts/vragen/", asking.requests, name="expert_requests"),
    path("experts/vraag/nieuw/", asking.ask, name="expert_ask"),
    path(f"{ONE}/", stepping.expert_request, name="expert_request"),
    *(
        path(f"{ONE}/{step.path}/", stepping.step, {"name": step.name}, name=f"expert_{step.name}")
        for step in steps.ALL
    ),
    path("experts/werk/", helping.work, name="expert_work"),
    path("experts/profiel/", helping.own_profile, name="expert_profile"),
    path("beheer/expertvragen/", staff.requests, name="expert_staff"),
    path("beheer/experts/", staff.people, name="expert_people"),
    path("beheer/experts/<int:user_id>/", staff.profile, name="expert_profile_of"),
]
