"""What commands change in a running lane between two ticks: who acts, what is thrown, who is there, what holds."""
