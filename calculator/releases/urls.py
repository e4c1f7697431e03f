from django.urls import path

from calculator.releases import views

urlpatterns = [
    path("", views.release_list, name="release_list"),
    path("nieuw/", views.upload, name="upload_values"),
    path("voorbeeld/<str:what>/<int:year>/", views.template, name="values_template"),
    path("<int:release_id>/", views.release, name="release"),
    path("<int:release_id>/bestand/", views.uploaded_file, name="released_file"),
    path("<int:release_id>/vrijgeven/", views.release_values, name="release_values"),
    path("<int:release_id>/terugdraaien/", views.roll_back, name="roll_back_values"),
    path("<int:release_id>/nakijken/", views.check_again, name="check_values_again"),
    path("<int:release_id>/intrekken/", views.withdraw, name="withdraw_values"),
]
