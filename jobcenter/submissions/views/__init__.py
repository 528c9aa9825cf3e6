"""The pages of an application, from the first to the receipt."""
