from django.urls import path

from bootcamp.plan import filling, views

urlpatterns = [
    path("plan/", views.plans, name="plans"),
    path("plan/<int:school_id>/", views.plan, name="plan"),
    path("plan/<int:school_id>/doel/<int:number>/", filling.goal, name="plan_goal"),
    path("plan/<int:school_id>/acties/", filling.statuses, name="plan_actions"),
    path("plan/<int:school_id>/acties/opruimen/", views.new_round, name="plan_new_round"),
    path("plan/<int:school_id>/delen/", views.sharing, name="plan_sharing"),
    path("plan/<int:school_id>/versies/", views.plan_versions, name="plan_versions"),
    path("plan/<int:school_id>/versies/<int:number>/", views.plan_version, name="plan_version"),
    path("plan/<int:school_id>/reageren/", views.comment, name="plan_comment"),
    path("plan/<int:school_id>/reacties/<int:comment_id>/", views.remove_comment, name="plan_comment_removal"),
    path("plan/<int:school_id>/pdf/", views.paper, name="plan_paper"),
    path("plan/<int:school_id>/pdf/bestand/", views.paper_file, name="plan_paper_file"),
]
