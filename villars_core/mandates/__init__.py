"""SEPA mandates: asked for, signed, checked, ready; changed, revoked, lapsed. Account numbers are sealed."""
