"""Reader of Word documents kept as one XML file: Word XML 2003 and flat OPC."""
