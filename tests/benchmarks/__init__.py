"""`make bench`: speeds as ratios to limits measured in the same run. Never part of `make test`."""
