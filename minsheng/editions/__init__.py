"""What becomes of a draft: its numbers resolve, it is edited and kept, issued, brought back from Word, reused, proved."""
