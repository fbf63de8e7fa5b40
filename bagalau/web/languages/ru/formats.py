"""Russian: dates without the letter for "year", which a dense table has no room for."""

DATE_FORMAT = "j E Y"
YEAR_MONTH_FORMAT = "F Y"
DATETIME_FORMAT = "j E Y, H:i"
# a date field of the browser takes and gives ISO dates alone, in every language
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
