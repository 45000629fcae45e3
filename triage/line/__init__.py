"""The review as lines and prompts: for who listens, for terminals that can do no more, and for pipes."""
