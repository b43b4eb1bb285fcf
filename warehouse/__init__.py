"""What Hadaf does: read Urdu news, take its figures out with their meaning, and set targets beside achievements."""
