"""A scratch address for looking at pages of a form in a browser; tests only, answers live in memory."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import include, path

from jobcenter.questions.models import catalogue

ANSWERS: dict[str, Any] = {}
PAGE = Template(
    """{% extends "base.html" %}{% load static %}
{% block title %}{{ page.title }}{% endblock %}
{% block head %}<link rel="stylesheet" href="{% static 'questions/questions.css' %}">{% endblock %}
{% block content %}
  {% include "components/steps.html" with label=steps value=step max=of only %}
  {% include "components/errors.html" with errors=bound.errors only %}
  <h1 class="kern-heading-large">{{ page.title }}</h1>
  {% if page.intro %}<p class="kern-body">{{ page.intro }}</p>{% endif %}
  <form method="post" novalidate>{% csrf_token %}
    {% include "questions/page.html" with bound=bound only %}
    <div class="actions">
      <button class="kern-btn kern-btn--primary"><span class="kern-label">Speichern und weiter</span></button>
    </div>
  </form>
{% endblock %}"""
)


@login_not_required
def page(request: HttpRequest, form_id: str, page_id: str) -> HttpResponse:
    form = catalogue().latest(form_id)
    page = form.page(page_id)
    bound = page.bind(ANSWERS, request.POST if request.method == "POST" else None)
    if bound.is_valid():
        ANSWERS.update(bound.values)
        following = form.after(page_id, ANSWERS)
        return HttpResponseRedirect(f"/vorschau/{form_id}/{following.id if following else page_id}/")
    step, of = form.progress(page_id, ANSWERS)
    context = {"page": page, "bound": bound, "step": step, "of": of, "steps": f"Schritt {step} von {of}"}
    return HttpResponse(PAGE.render(RequestContext(request, context)), status=422 if bound.errors else 200)


urlpatterns = [path("vorschau/<slug:form_id>/<slug:page_id>/", page), path("", include("config.urls"))]
