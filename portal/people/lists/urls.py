from django.urls import path

from portal.people.lists import views

app_name = "lists"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("<int:list_id>/", views.school_list, name="list"),
    path("<int:list_id>/doorvoeren/", views.apply, name="apply"),
    path("<int:list_id>/weggooien/", views.throw_away, name="throw_away"),
    path("<int:list_id>/terugdraaien/", views.undo, name="undo"),
]
