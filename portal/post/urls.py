from django.urls import path

from portal.post import views

app_name = "post"
urlpatterns = [
    path("", views.log, name="log"),
    path("opnieuw/", views.send_stuck, name="send_stuck"),
    path("<int:letter_id>/", views.letter, name="letter"),
    path("<int:letter_id>/opnieuw/", views.send_again, name="send_again"),
    path("<int:letter_id>/tegenhouden/", views.hold_back, name="hold_back"),
    path("uit/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
