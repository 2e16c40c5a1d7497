"""Case studies of cities with tramways, on top of cityinnov. Importing this changes nothing there."""
