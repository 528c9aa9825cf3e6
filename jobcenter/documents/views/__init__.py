"""Adding, arranging and looking at documents."""
