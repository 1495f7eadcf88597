"""What an entity of Veilweaver can be made of, beyond the engine's components."""
