"""The way of a return into the store: inbox, judgement, explanation, approval, and what is asked back."""
