"""What each subcommand answers: a JSON document, and the same in Chinese."""
