"""What a lead does at the bench, by number, by key, by badge."""
