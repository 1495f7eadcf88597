"""What endless ground adds to a picture: chunks, heights around the eye, scenery."""
