from django.urls import path

from bootcamp.plan import filling, views

urlpatterns = [
    path("plan/", views.plans, name="plans"),
    path("plan/<int:enrolment_id>/", views.plan, name="plan"),
    path("plan/<int:enrolment_id>/doel/<int:number>/", filling.goal, name="plan_goal"),
    path("plan/<int:enrolment_id>/acties/", filling.statuses, name="plan_actions"),
    path("plan/<int:enrolment_id>/delen/", views.sharing, name="plan_sharing"),
    path("plan/<int:enrolment_id>/versies/", views.plan_versions, name="plan_versions"),
    path("plan/<int:enrolment_id>/versies/<int:number>/", views.plan_version, name="plan_version"),
    path("plan/<int:enrolment_id>/reageren/", views.comment, name="plan_comment"),
    path("plan/<int:enrolment_id>/reacties/<int:comment_id>/", views.remove_comment, name="plan_comment_removal"),
    path("plan/<int:enrolment_id>/pdf/", views.paper, name="plan_paper"),
    path("plan/<int:enrolment_id>/pdf/bestand/", views.paper_file, name="plan_paper_file"),
]
