"""Addresses of reference data."""

from django.urls import path

from bagalau.reference import views

urlpatterns = [
    path("parameters/", views.parameters, name="parameters"),
    path("parameters/<str:name>/", views.parameter_set, name="parameter_set"),
    path("lists/", views.value_lists, name="value_lists"),
]
