app_name = "bootcamp"
urlpatterns = []
