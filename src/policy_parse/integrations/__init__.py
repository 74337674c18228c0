"""What other programs call: the tools of the MCP server and the files they may open; Ray, and Parquet parts."""
