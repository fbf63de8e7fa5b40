"""English: the day before the month, as the papers of the United Nations have it."""

DATE_FORMAT = "j M Y"
YEAR_MONTH_FORMAT = "M Y"
DATETIME_FORMAT = "j M Y, H:i"
# a date field of the browser takes and gives ISO dates alone, in every language
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
