"""OFD, the fixed-page format of GB/T 33190."""
