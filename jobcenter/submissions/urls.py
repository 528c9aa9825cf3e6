from django.urls import path

from jobcenter.submissions.views import beginning, evidence, pages, receipts, sending, verifying

app_name = "submissions"
urlpatterns = [
    path("antrag/", beginning.forms, name="forms"),
    path("antrag/neu/<slug:form_id>/", beginning.new, name="new"),
    path("antrag/<uuid:draft>/", beginning.resume, name="draft"),
    path("antrag/<uuid:draft>/loeschung/", beginning.discard, name="discard"),
    path("antrag/<uuid:draft>/jobcenter/", beginning.jobcenter, name="jobcenter"),
    path("antrag/<uuid:draft>/pruefen/", sending.check, name="check"),
    path("antrag/<uuid:draft>/absendung/", sending.send, name="send"),
    path("antrag/<uuid:draft>/nachreichung/<slug:slot>/", evidence.later, name="later"),
    path("antrag/<uuid:draft>/<slug:page>/", pages.page, name="page"),
    path("antrag/<uuid:draft>/<slug:page>/zwischenstand/", pages.interim, name="interim"),
    path("eingang/<str:number>/", receipts.receipt, name="receipt"),
    path("eingang/<str:number>/bestaetigung.pdf", receipts.receipt_pdf, name="receipt_pdf"),
    path("eingang/<str:number>/antrag.pdf", receipts.application_pdf, name="application_pdf"),
    path("echtheit/", verifying.verify, name="verify"),
]
