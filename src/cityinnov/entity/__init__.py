"""What every entity shares: id and names, fields that read text, figures, and what is derived from them."""
