"""Addresses of the search, of saved searches and of folders."""

from django.urls import path

from bagalau.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/similar/", views.search_similar, name="search_similar"),
    path("search/collect/", views.search_collect, name="search_collect"),
    path("searches/", views.searches, name="searches"),
    path("folders/", views.folders, name="folders"),
    path("folders/new/", views.folder_new, name="folder_new"),
    path("folders/<int:pk>/", views.folder, name="folder"),
    path("folders/<int:pk>/edit/", views.folder_edit, name="folder_edit"),
    path("folders/<int:pk>/delete/", views.folder_delete, name="folder_delete"),
    path("folders/<int:pk>/passages/<int:passage>/", views.folder_passage, name="folder_passage"),
]
