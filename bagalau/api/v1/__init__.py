"""Version 1 of the programming interface: one file a resource. No domain code: queries and actions of the domains."""
