"""Addresses of the pages of units, people, the journal and one's own account."""

from django.urls import path

from bagalau.people.views import account, history, people, units

urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/history/", units.unit_history, name="unit_history"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/history/", people.person_history, name="person_history"),
    path("people/<int:pk>/invite/", people.invite_again, name="invite_again"),
    path("people/<int:pk>/roles/", people.role_new, name="role_new"),
    path("roles/<int:pk>/end/", people.role_end, name="role_end"),
    path("journal/", history.journal, name="journal"),
    path("account/", account.account, name="account"),
    path("language/", account.language, name="language"),
    path("invitation/<int:pk>/<str:token>/", account.invitation, name="invitation"),
]
