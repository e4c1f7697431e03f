from django.urls import path

from bootcamp.checkin import views

urlpatterns = [
    path("maand/<str:token>/", views.month, name="month"),
    path("mijn-school/<int:school_id>/maandmail/", views.choice, name="month_choice"),
]
