"""Widgets show; they draw only the lines that are visible."""
