"""The domain: what a job pays, where, in which industries, with what outlook. Imports no screen and no loader."""
