"""Kazakh, of which Django knows no formats: the year first (Unicode CLDR), numbers as the standards of Kazakhstan."""

DATE_FORMAT = "Y ж. j b."
YEAR_MONTH_FORMAT = "Y ж. b."
MONTH_DAY_FORMAT = "j E"
SHORT_DATE_FORMAT = "d.m.Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y ж. j b., H:i"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
