"""Texts of Django and the sign-in library that reach a page and that their own Kazakh catalogues lack or say badly.

They are collected with our own texts, so the Russian words here take the place of the library's, in our style.
"""

TEXTS: tuple[str | tuple[str, str], ...] = (
    "“%(pk)s” is not a valid value.",
    "%(model_name)s with this %(field_label)s already exists.",
    "%(model_name)s with this %(field_labels)s already exists.",
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Ensure this value is less than or equal to %(limit_value)s.",
    "Enter a valid email address.",
    "Enter a valid value.",
    "Enter a whole number.",
    "Null characters are not allowed.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
    "The password is too similar to the %(verbose_name)s.",
    "The two password fields didn’t match.",
    "This account is currently inactive.",
    "This password is entirely numeric.",
    "This password is too common.",
    "Value %(value)r is not a valid choice.",
    "You must type the same password each time.",
    "jan",  # a month, which Django's Kazakh catalogue misspells
    (
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
    ),
    (
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
    ),
    (
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
    ),
    (
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
    ),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
