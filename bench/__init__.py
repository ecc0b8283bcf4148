"""Measured speed and memory, each against a limit and, where it depends on the machine, a baseline of the same run."""
