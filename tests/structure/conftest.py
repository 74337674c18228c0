"""Nothing but the place: the helpers beside this file are found from the folders below it."""
