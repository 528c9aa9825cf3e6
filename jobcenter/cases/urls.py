from django.urls import path

from jobcenter.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.home, name="home"),
    path("vorgang/<uuid:case>/", views.case, name="case"),
]
