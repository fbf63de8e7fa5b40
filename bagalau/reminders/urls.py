"""Addresses of notices, preferences, the calendar and the mails that go out."""

from django.urls import path

from bagalau.reminders import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("notices/settings/", views.notice_settings, name="notice_settings"),
    path("notices/calendar/new/", views.calendar_new, name="calendar_new"),
    path("notices/calendar/end/", views.calendar_end, name="calendar_end"),
    path("calendar/<str:token>.ics", views.calendar, name="calendar"),
    path("digest/stop/<str:token>/", views.digest_stop, name="digest_stop"),
    path("mails/", views.mails, name="mails"),
    path("mails/<int:pk>/again/", views.mail_again, name="mail_again"),
]
