"""Ten things that reviewers do all day, played in a real terminal and their keys counted."""
