"""Go through articles claim by claim in a terminal, and keep every judgement in plain files."""

__version__ = "0.1.0"
