"""Personal data in a plan: whom to ask, and how; found, and left out of a Plan without moving anything."""
