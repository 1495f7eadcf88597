"""Language models of others, behind the one protocol: services and servers by their address, keys by where they lie."""
