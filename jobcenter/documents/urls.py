from django.urls import path

from jobcenter.documents import views

app_name = "documents"
urlpatterns = [
    path("seite/<uuid:page>/", views.preview, name="page"),
    path("seite/<uuid:page>/gross/", views.content, name="content"),
    path("dokument/<uuid:document>/", views.pdf, name="pdf"),
    path("<uuid:collection>/<slug:slot>/", views.add, name="add"),
    path("<uuid:collection>/<slug:slot>/<uuid:page>/platz/", views.move, name="move"),
    path("<uuid:collection>/<slug:slot>/<uuid:page>/entfernung/", views.remove, name="remove"),
]
