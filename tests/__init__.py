"""Tests of the program, and what measures it."""

import os
import sys

# Hundreds of programs are started: without kept bytecode each would compile all of triage once more.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
