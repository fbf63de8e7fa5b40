"""The address of the start page."""

from django.urls import path

from bagalau.portal import views

urlpatterns = [path("", views.home, name="home")]
