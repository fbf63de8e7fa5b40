"""The thread from finding to evidence."""

from tests.pages import Page

PAGES = {"evaluation_trace": Page("evaluation")}
BUDGETS = {"evaluation_trace": 24}
PUBLIC = {"evaluation_trace": 17}
