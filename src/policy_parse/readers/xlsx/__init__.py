"""Reader of workbooks: .xlsx, .xlsm, and old .xls and .et."""
