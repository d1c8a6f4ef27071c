"""What is seen: HTML, charts, maps and published tables. Pure: data in, pictures and texts out."""
