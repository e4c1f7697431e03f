from django.urls import path

from materials import views

app_name = "materials"
urlpatterns = [
    path("", views.material_list, name="material_list"),
    path("<int:material_id>/", views.material, name="material"),
    path("<int:material_id>/bestand/", views.download, name="download"),
]
