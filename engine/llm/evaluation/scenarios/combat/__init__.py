"""Fights: whom to bring down, with what, and whom to spare."""
