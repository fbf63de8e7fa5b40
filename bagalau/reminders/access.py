"""Who may do what with notices, digests, the calendar and the mails that go out."""

from bagalau.people.rules import EVERYBODY, Action, Role

VIEW_NOTICES = Action("notice.view", EVERYBODY, own=True)
# Who holds the signed or secret address may; who that is, the address itself says.
STOP_DIGESTS = Action("digest.stop", EVERYBODY, public=True)
READ_CALENDAR = Action("calendar.read", EVERYBODY, public=True)
VIEW_MAILS = Action("mail.view", frozenset({Role.ADMINISTRATOR}), everywhere=True)
SEND_MAIL_AGAIN = Action("mail.again", frozenset({Role.ADMINISTRATOR}), everywhere=True)
