"""The workbench in a browser: requests in, pages and streams out, over the hub."""
