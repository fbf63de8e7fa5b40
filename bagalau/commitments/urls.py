"""Addresses of commitments."""

from django.urls import path

from bagalau.commitments import views

urlpatterns = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/<int:pk>/", views.commitment, name="commitment"),
    path("commitments/<int:pk>/update/", views.commitment_update, name="commitment_update"),
    path("commitments/<int:pk>/responsible/", views.commitment_responsible, name="commitment_responsible"),
    path("commitments/<int:pk>/history/", views.commitment_history, name="commitment_history"),
]
