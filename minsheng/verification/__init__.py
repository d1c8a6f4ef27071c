"""核稿: the claims of a draft judged against the store, each with its verdict, its cause and the words for both."""
