"""Screens arrange; what they show comes from the session."""
