"""How each language writes dates and numbers, where Django's own formats are missing or differ from the house's."""
