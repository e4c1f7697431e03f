from django.urls import path

from bootcamp.plan.views import comments, filling, papers, reading, sharing, versions

urlpatterns = [
    path("plan/", reading.plans, name="plans"),
    path("plan/<int:school_id>/", reading.plan, name="plan"),
    path("plan/<int:school_id>/doel/<int:number>/", filling.goal, name="plan_goal"),
    path("plan/<int:school_id>/acties/", filling.statuses, name="plan_actions"),
    path("plan/<int:school_id>/acties/opruimen/", versions.new_round, name="plan_new_round"),
    path("plan/<int:school_id>/delen/", sharing.sharing, name="plan_sharing"),
    path("plan/<int:school_id>/versies/", versions.plan_versions, name="plan_versions"),
    path("plan/<int:school_id>/versies/<int:number>/", versions.plan_version, name="plan_version"),
    path("plan/<int:school_id>/reageren/", comments.comment, name="plan_comment"),
    path("plan/<int:school_id>/reacties/<int:comment_id>/", comments.remove_comment, name="plan_comment_removal"),
    path("plan/<int:school_id>/pdf/", papers.paper, name="plan_paper"),
    path("plan/<int:school_id>/pdf/bestand/", papers.paper_file, name="plan_paper_file"),
]
