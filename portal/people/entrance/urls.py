from django.urls import path

from portal.people.entrance import deciding, views

app_name = "entrance"
urlpatterns = [
    path("aanmelden/", views.find_school, name="find_school"),
    path("aanmelden/wie/", views.who, name="who"),
    path("aanmelden/gevraagd/", views.asked, name="asked"),
    path("mijn-aanmelding/", views.mine, name="mine"),
    path("mijn-aanmelding/wijzigen/", views.mend, name="mend"),
    path("mensen/aanmeldingen/", deciding.queue, name="queue"),
    path("mensen/aanmeldingen/<int:sign_up_id>/", deciding.sign_up, name="sign_up"),
    path("mensen/aanmeldingen/<int:sign_up_id>/wijzigen/", deciding.mend_for, name="mend_for"),
]
