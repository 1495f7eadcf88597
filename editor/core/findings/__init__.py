"""What is wrong or could be better now, and the checks that keep this true."""
