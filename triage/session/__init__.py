"""One corpus under review: what is open, what was judged, what is saved. No Textual, no YAML."""
