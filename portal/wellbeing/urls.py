from django.urls import path

from portal.wellbeing import views

app_name = "wellbeing"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("taken/<uuid:job_key>/opnieuw/", views.try_again, name="try_again"),
    path("taken/<uuid:job_key>/laat-maar/", views.let_go, name="let_go"),
]
