"""The full-screen review; the only place that imports Textual."""
