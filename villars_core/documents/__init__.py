"""What families and the office hand in as proof: checked before it is kept, sealed at rest, shown to those it belongs to."""
