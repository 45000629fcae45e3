"""Values and rules: no files, no YAML, no watchdog, no Textual."""
