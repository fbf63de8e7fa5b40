"""Addresses of the start page and of what is for everybody."""

from django.urls import path

from bagalau.portal import views
from bagalau.portal.public import views as public

urlpatterns = [
    path("", views.home, name="home"),
    path("waiting/<slug:name>/", views.waiting, name="waiting"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("statistics/", public.statistics, name="statistics"),
    path("feeds/evaluations.atom", public.feed, name="feed"),
    path("sitemap.xml", public.sitemap_index, name="sitemap"),
    path("sitemap-<str:kind>-<int:number>.xml", public.sitemap_part, name="sitemap_part"),
    path("robots.txt", public.robots, name="robots"),
]
