from django.urls import path

from materials import desk, views

app_name = "materials"
urlpatterns = [
    path("", views.material_list, name="material_list"),
    path("beheer/", desk.desk, name="desk"),
    path("beheer/nieuw/", desk.new, name="new"),
    path("beheer/<int:material_id>/", desk.change, name="change"),
    path("beheer/<int:material_id>/bestand/", desk.file, name="file"),
    path("beheer/<int:material_id>/archief/", desk.put_away, name="put_away"),
    path("beheer/<int:material_id>/terug/", desk.bring_back, name="bring_back"),
    path("<int:material_id>/", views.material, name="material"),
    path("<int:material_id>/bestand/", views.download, name="download"),
]
