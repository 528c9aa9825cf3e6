from django.urls import path

from jobcenter.operations import views

app_name = "operations"
urlpatterns = [
    path("gesundheit/", views.health, name="health"),
    path("betrieb/", views.overview, name="overview"),
    path("betrieb/alarm/<int:pk>/", views.resolve, name="resolve"),
    path("betrieb/paket/<uuid:pk>/", views.redeliver, name="redeliver"),
]
