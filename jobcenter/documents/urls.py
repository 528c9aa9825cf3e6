from django.urls import include, path

from jobcenter.documents.views import cards, looking, scanning, sorting, uploads

app_name = "documents"
_papers = [
    path("hochladen/", uploads.uploads, name="uploads"),
    path("hochladen/<uuid:upload>/", uploads.upload, name="upload"),
    path("seite/<uuid:page>/", looking.preview, name="page"),
    path("seite/<uuid:page>/gross/", looking.content, name="content"),
    path("dokument/<uuid:document>/", looking.pdf, name="pdf"),
    path("<uuid:collection>/<slug:slot>/", cards.add, name="add"),
    path("<uuid:collection>/<slug:slot>/<uuid:page>/platz/", cards.move, name="move"),
    path("<uuid:collection>/<slug:slot>/<uuid:page>/entfernung/", cards.remove, name="remove"),
    path("<uuid:collection>/<slug:slot>/<uuid:page>/zuordnung/", sorting.sort, name="sort"),
]
urlpatterns = [path("unterlagen/", include(_papers)), path("scannen/", scanning.scan, name="scan")]
