"""Addresses of evaluations."""

from django.urls import path

from bagalau.evaluations import views
from bagalau.evaluations.views import oversight

urlpatterns = [
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/publish/", views.evaluation_publish, name="evaluation_publish"),
    path("evaluations/<int:pk>/documents/<int:listed>/", views.evaluation_attach, name="evaluation_attach"),
    path("evaluations/<int:pk>/history/", views.evaluation_history, name="evaluation_history"),
    path("oversight/", oversight.oversight, name="oversight"),
    path("oversight/<str:figure>/", oversight.oversight_rows, name="oversight_rows"),
]
