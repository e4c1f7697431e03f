from django.urls import path

from bootcamp.home.views import board, colleague, school

app_name = "school"
urlpatterns = [
    path("mijn-school/", school.mine, name="mine"),
    path("mijn-school/<int:school_id>/", school.one, name="one"),
    path("mijn-uren/", colleague.hours, name="hours"),
    path("onze-scholen/", board.our_schools, name="ours"),
]
