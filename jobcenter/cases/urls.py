from django.urls import path

from jobcenter.cases import renewing, views

app_name = "cases"
urlpatterns = [
    path("", views.home, name="home"),
    path("bewilligt-bis/", renewing.approval, name="approval"),
    path("bewilligt-bis/erinnerung.ics", renewing.calendar, name="reminder"),
    path("unterlagen/", views.papers, name="papers"),
    path("vorgang/<uuid:case>/", views.case, name="case"),
]
