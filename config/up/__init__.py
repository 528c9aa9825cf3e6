"""`bin/up`: prepare the data folder, start every process, watch them, stop them in order."""
